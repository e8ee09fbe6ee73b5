package org.fingerpost.api.dns;

import java.util.List;
import java.util.function.Function;

import org.osgi.annotation.versioning.ProviderType;

/** What the domain name system says to one question. */
@ProviderType
public sealed interface Answer<T> {

    /**
     * There are such records.
     *
     * @param values at least one
     * @param name   whose records they are: the one asked for, or where its aliases lead
     */
    record Found<T>(String name, List<T> values) implements Answer<T> {

        public Found {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no values of " + name);
            }
        }
    }

    /** There is no such name, of any type. */
    record NoSuchName<T>() implements Answer<T> {
    }

    /** The name is there, with records of other types only. */
    record NoData<T>() implements Answer<T> {
    }

    /** Nobody can say now: to be asked again later. {@code reason} is one line for people. */
    record Temporary<T>(String reason) implements Answer<T> {
    }

    /** The same answer with other values, as many. */
    default <U> Answer<U> map(Function<? super T, ? extends U> change) {
        if (this instanceof Found<T> found) {
            return new Found<>(found.name(), found.values().stream().<U>map(change).toList());
        }
        if (this instanceof Temporary<T> temporary) {
            return new Temporary<>(temporary.reason());
        }
        return this instanceof NoData<T> ? new NoData<>() : new NoSuchName<>();
    }
}
