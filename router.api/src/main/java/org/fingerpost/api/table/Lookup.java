package org.fingerpost.api.table;

import org.osgi.annotation.versioning.ProviderType;

/** What a table says about a key. */
@ProviderType
public sealed interface Lookup {

    /** The key is there. {@code value}: octets, perhaps none. */
    record Found(String value) implements Lookup {
    }

    /**
     * The table is well and does not have the key.
     *
     * @param status why, for people who try a table: a number of sysexits.h, mostly 68
     */
    record NotFound(int status) implements Lookup {
    }

    /** The table cannot say now: whatever depends on it is deferred, never refused. {@code reason} is one line for people. */
    record Unavailable(String reason) implements Lookup {
    }

    /** The usual {@link NotFound}. */
    Lookup NOT_FOUND = new NotFound(68);
}
