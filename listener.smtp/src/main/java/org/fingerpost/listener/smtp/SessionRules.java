package org.fingerpost.listener.smtp;

import java.util.Set;

import org.fingerpost.listener.smtp.extension.Extension;

/**
 * What a session is held to.
 *
 * @param maxRecipients of one message
 * @param maxErrors     bad commands before the client is sent away
 * @param bareNewlines  what becomes of a CR or LF that is not part of a CRLF
 * @param lenientPaths  whether MAIL and RCPT may leave out the angle brackets
 * @param withheld      what is not offered
 */
record SessionRules(int maxRecipients, int maxErrors, BareNewlines bareNewlines, boolean lenientPaths, Set<Extension> withheld) {

    SessionRules {
        withheld = Set.copyOf(withheld);
    }

    /** Strict about addresses; all is offered. */
    SessionRules(int maxRecipients, int maxErrors, BareNewlines bareNewlines) {
        this(maxRecipients, maxErrors, bareNewlines, false, Set.of());
    }
}
