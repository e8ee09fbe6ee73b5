package org.fingerpost.core.alias;

import org.fingerpost.api.rewrite.Resolution;

/** One item of the right side of an alias, or of a line of an inclusion. */
sealed interface AliasTarget {

    /**
     * An address.
     *
     * @param text      without comments, the name of a person beside angle brackets, and a backslash before it
     * @param unaliased it was {@code \\user}: no alias is looked for
     */
    record ToAddress(String text, boolean unaliased) implements AliasTarget {
    }

    /** {@code |command}. */
    record ToProgram(String command) implements AliasTarget {
    }

    /** {@code /path}; a Maildir if it ends with a slash. */
    record ToFile(String path) implements AliasTarget {
    }

    /** {@code :include:path}. */
    record Include(String path) implements AliasTarget {
    }

    /**
     * {@code :error:text}: mail for it is refused.
     *
     * @param text as written
     */
    record Failure(String text, Resolution.Refusal refusal) implements AliasTarget {
    }
}
