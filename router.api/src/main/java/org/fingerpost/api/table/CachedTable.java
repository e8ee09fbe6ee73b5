package org.fingerpost.api.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Says that a {@link LookupTable} service, or each table that a {@link LookupTableType} service opens, asks others (a server, a
 * database), so that the router is to keep what it answers: properties {@code cache.found}, {@code cache.absent}, {@code
 * cache.stale} and {@code cache.entries}. A component with settings has them in its own configuration type instead ({@code
 * String cache_found() default "1m"} and so on), so that they can be set in its file; a service that has the property {@code
 * cache.found}, from wherever, is cached. A change applies at once, and empties the cache.
 *
 * <p>The router asks such a table once for all that want the same key at the same time. {@link Lookup.Unavailable} is never kept;
 * but a table that gives no other answer for several keys in a row is asked by one look-up at a time, about once a second, and
 * all others get {@code Unavailable} at once, until it answers again. What flags of the declaration say of trouble ({@code -t},
 * {@code -T}) must therefore not come from {@link LookupTable#lookup} but from {@link LookupTable#trouble}.
 */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface CachedTable {

    /** What the names of the service properties begin with (OSGi Compendium §112.8.2). */
    String PREFIX_ = "cache.";

    /** How long a value is kept: a duration such as {@code 5m}; {@code 0s}: not at all. */
    String found() default "1m";

    /** How long it is kept that a key is absent. */
    String absent() default "10s";

    /**
     * How long after that an answer may still serve while the table is unavailable; {@code 0s}: it may not. With it mail goes on
     * during an outage, but perhaps to where it should not go any more.
     */
    String stale() default "0s";

    /** How many answers are kept at most; one of more than 1024 octets counts as several. 0: none. */
    String entries() default "100000";
}
