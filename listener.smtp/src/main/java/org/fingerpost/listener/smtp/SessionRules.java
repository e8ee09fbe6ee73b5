package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.Set;

import org.fingerpost.listener.smtp.extension.Extension;

/**
 * What a session is held to.
 *
 * @param maxRecipients of one message
 * @param maxErrors     bad commands before the client is sent away
 * @param bareNewlines  what becomes of a CR or LF that is not part of a CRLF
 * @param conduct       what is borne before that
 * @param greetingDelay how long a stranger waits for the greeting, unless the policy says how long; may be zero
 * @param earlyTalk     what becomes of a stranger who talks meanwhile
 * @param lenientPaths  whether MAIL and RCPT may leave out the angle brackets
 * @param withheld      what is not offered
 * @param security      where TLS, passwords and proxies are concerned
 */
record SessionRules(int maxRecipients, int maxErrors, BareNewlines bareNewlines, Conduct.Limits conduct,
        Duration greetingDelay, EarlyTalk earlyTalk, boolean lenientPaths, Set<Extension> withheld,
        SecurityRules security) {

    SessionRules {
        withheld = Set.copyOf(withheld);
    }

    /** Of a session where nobody is made to wait; all is offered. */
    SessionRules(int maxRecipients, int maxErrors, BareNewlines bareNewlines) {
        this(maxRecipients, maxErrors, bareNewlines, Conduct.Limits.NONE, Duration.ZERO, EarlyTalk.REJECT, false, Set.of(),
                SecurityRules.DEFAULT);
    }
}
