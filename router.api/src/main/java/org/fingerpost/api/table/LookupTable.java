package org.fingerpost.api.table;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keys and values under one name. Register it as a service with {@link TableName} to give, or to override, the table of that
 * name; tables that the policy declares by type come from {@link LookupTableType} instead.
 *
 * <p>Called on many threads at once, within transactions and attempts: a table that asks a network has time-outs of its own, a
 * few seconds, and answers {@link Lookup.Unavailable} when they run out. An exception counts as {@code Unavailable}.
 */
@ConsumerType
public interface LookupTable {

    /**
     * @param key       octets, as the rule or the router built it; the table folds case if its kind does
     * @param arguments the further arguments of a rule's look-up ({@code $@}), for tables that put them into values ({@link
     *                  Substitution}); mostly none
     */
    Lookup lookup(String key, List<String> arguments);

    /**
     * What counts for {@code key} when {@link #lookup} has given {@link Lookup.Unavailable}, or was not asked because the table
     * does not answer now: for tables whose declaration has flags for that case ({@link TableFlags#trouble}). Must not wait.
     *
     * @param reason one line for people
     */
    default Lookup trouble(String key, String reason) {
        return new Lookup.Unavailable(reason);
    }

    /**
     * Where the entry stands that {@link #lookup} finds for {@code key}, for people: {@code /etc/aliases:12}, say, or the name
     * of an entry in a directory. Asked for explanations only, so it may take longer than a look-up.
     *
     * @return one line; empty if it is not known
     */
    default Optional<String> place(String key) {
        return Optional.empty();
    }
}
