package org.fingerpost.listener.smtp.extension;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.submit.Offers;

/**
 * Circumstances as a test wants them. By default: SMTP in the clear, nobody is authenticated, everything that may be is offered.
 */
record Standing(boolean isSubmission, boolean isAuthenticated, boolean isEncrypted, boolean offersStartTls,
        Set<String> mechanisms, long maxBytes, int maxRecipients, int maxMessages, boolean offersReceipts, Offers router,
        Set<Extension> withheld) implements Circumstances {

    static final Standing CLEAR = new Standing(false, false, false, true, Set.of(), 1000, 100, 0, true,
            new Offers(100, Duration.ofDays(30), Optional.of(Duration.ZERO), true, true, true, true), Set.of());

    Standing encrypted() {
        return new Standing(isSubmission, isAuthenticated, true, false, Set.of("PLAIN", "LOGIN"), maxBytes, maxRecipients,
                maxMessages, offersReceipts, router, withheld);
    }

    Standing authenticated() {
        return new Standing(isSubmission, true, isEncrypted, offersStartTls, mechanisms, maxBytes, maxRecipients, maxMessages,
                offersReceipts, router, withheld);
    }

    Standing submission() {
        return new Standing(true, isAuthenticated, isEncrypted, offersStartTls, mechanisms, maxBytes, maxRecipients, maxMessages,
                offersReceipts, router, withheld);
    }

    /** With limits, and nothing that the router may decide on. */
    Standing bare() {
        return new Standing(isSubmission, isAuthenticated, isEncrypted, false, Set.of(), 0, maxRecipients, 20, false,
                new Offers(100, Duration.ZERO, Optional.empty(), false, false, false, false), withheld);
    }

    Standing without(Extension... extensions) {
        return new Standing(isSubmission, isAuthenticated, isEncrypted, offersStartTls, mechanisms, maxBytes, maxRecipients,
                maxMessages, offersReceipts, router, Set.of(extensions));
    }

    @Override
    public boolean offersXclient() {
        return false;
    }
}
