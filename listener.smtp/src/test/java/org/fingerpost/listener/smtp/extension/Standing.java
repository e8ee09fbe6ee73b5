package org.fingerpost.listener.smtp.extension;

import java.time.Duration;
import java.util.Set;

/** Circumstances as a test wants them. By default: SMTP in the clear, nobody is authenticated, everything that may be is offered. */
record Standing(boolean isSubmission, boolean isAuthenticated, boolean isEncrypted, boolean offersStartTls,
        Set<String> mechanisms, long maxBytes, int maxRecipients, int maxMessages, boolean offersReceipts,
        boolean offersExpansion, boolean offersTurn, Duration maxHold, Set<Extension> withheld) implements Circumstances {

    static final Standing CLEAR = new Standing(false, false, false, true, Set.of(), 1000, 100, 0, true, true, true,
            Duration.ofDays(30), Set.of());

    Standing encrypted() {
        return new Standing(isSubmission, isAuthenticated, true, false, Set.of("PLAIN", "LOGIN"), maxBytes, maxRecipients,
                maxMessages, offersReceipts, offersExpansion, offersTurn, maxHold, withheld);
    }

    Standing authenticated() {
        return new Standing(isSubmission, true, isEncrypted, offersStartTls, mechanisms, maxBytes, maxRecipients, maxMessages,
                offersReceipts, offersExpansion, offersTurn, maxHold, withheld);
    }

    Standing submission() {
        return new Standing(true, isAuthenticated, isEncrypted, offersStartTls, mechanisms, maxBytes, maxRecipients, maxMessages,
                offersReceipts, offersExpansion, offersTurn, maxHold, withheld);
    }

    /** With limits, and nothing that the router may decide on. */
    Standing bare() {
        return new Standing(isSubmission, isAuthenticated, isEncrypted, false, Set.of(), 0, maxRecipients, 20, false, false,
                false, Duration.ZERO, withheld);
    }

    Standing without(Extension... extensions) {
        return new Standing(isSubmission, isAuthenticated, isEncrypted, offersStartTls, mechanisms, maxBytes, maxRecipients,
                maxMessages, offersReceipts, offersExpansion, offersTurn, maxHold, Set.of(extensions));
    }
}
