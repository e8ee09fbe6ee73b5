package org.fingerpost.api.unix;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The machine's users and groups, whichever way the machine knows them. A service; any thread; an answer comes within seconds.
 */
@ProviderType
public interface Accounts {

    /**
     * @param name a login name, octets; case counts
     * @return empty if the machine has no such user
     * @throws IOException if it cannot say now; the message is one line for people
     */
    Optional<Account> named(String name) throws IOException;

    /** The same by number, as files have their owners; the first of several. */
    Optional<Account> numbered(int uid) throws IOException;

    /** The number of a group; empty if the machine has no such group. */
    OptionalInt group(String name) throws IOException;
}
