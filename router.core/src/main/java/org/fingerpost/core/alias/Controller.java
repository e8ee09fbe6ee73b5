package org.fingerpost.core.alias;

import java.util.Optional;

/**
 * Who controls what an alias, a list or a forward file names: its programs run and its files are written in that user's name.
 *
 * @param user      a login name; empty for the policy's default user
 * @param objection why it may name no programs and files, one line for the sender; empty if it may
 */
record Controller(String user, Optional<String> objection) {

    /** The alias tables of the system. */
    static final Controller SYSTEM = new Controller("", Optional.empty());

    static Controller trusted(String user) {
        return user.isEmpty() ? SYSTEM : new Controller(user, Optional.empty());
    }

    static Controller untrusted(String user, String why) {
        return new Controller(user, Optional.of(why));
    }
}
