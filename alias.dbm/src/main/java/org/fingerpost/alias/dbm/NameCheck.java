package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.util.Optional;

import org.fingerpost.api.table.LocalNames;
import org.fingerpost.api.table.Lookup;

/**
 * Left sides with hosts: a name at a host that is ours is the name alone, any other cannot be an alias. Confined to one
 * compilation.
 */
final class NameCheck {

    private final LocalNames names;
    private boolean open;

    /** @param names null if no policy is in use that could say */
    NameCheck(LocalNames names) {
        this.names = names;
    }

    /**
     * The name without its host; empty if it is not of this machine.
     *
     * @param written as it stands in the text
     * @throws IOException if that cannot be told now
     */
    Optional<String> local(String written) throws IOException {
        if (Syntax.endOfName(written, '@') < 0) {
            return written.charAt(0) == '|' || written.charAt(0) == '/' ? Optional.empty() : Optional.of(written);
        }
        if (names == null) {
            open = true;
            return Optional.of(written);
        }
        Lookup answer = names.nameOf(written);
        if (answer instanceof Lookup.Unavailable trouble) {
            throw new IOException(trouble.reason());
        }
        return answer instanceof Lookup.Found found ? Optional.of(found.value()) : Optional.empty();
    }

    /** Whether there was a name of which nobody could say whether it is ours. */
    boolean isOpen() {
        return open;
    }
}
