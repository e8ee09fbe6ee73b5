package org.fingerpost.core.destination;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a file says under a key, if anything: what it does not say is inherited.
 *
 * @param text as it stands there, empty for nothing
 */
record Said<T>(Optional<T> value, String text) {

    static <T> Said<T> nothing() {
        return new Said<>(Optional.empty(), "");
    }

    /**
     * Parses what is not blank.
     *
     * @throws IllegalArgumentException that of the parser
     */
    static <T> Said<T> parse(String text, Function<String, T> parser) {
        return text.isBlank() ? nothing() : new Said<>(Optional.of(parser.apply(text)), text.strip());
    }

    /** For the log. */
    @Override
    public String toString() {
        return value.isPresent() ? text : "what applies without it";
    }
}
