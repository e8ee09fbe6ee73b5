package org.fingerpost.core.rewrite;

import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.rewrite.Resolution.Refusal;

/** How the evaluation of a rule set ended. Of several failures the first one counts, unless a temporary one comes later. */
public enum Status {
    /** By the rules. */
    OK(0, ""),
    /** By the rules, but a table or a bundle could not say what it was asked. */
    TEMPORARY(75, "4.3.0"),
    /** Text that a table gave cannot be cut into tokens, or a replacement is too long. */
    DATA(65, "4.3.5"),
    /** A rule set does not exist, calls nest too deep, or the rules take more than their share of time. */
    CONFIGURATION(78, "4.3.5");

    private final int exitStatus;
    private final String enhanced;

    Status(int exitStatus, String enhanced) {
        this.exitStatus = exitStatus;
        this.enhanced = enhanced;
    }

    /** As in sysexits.h; sendmail prints it when it tests addresses. */
    public int exitStatus() {
        return exitStatus;
    }

    /** What counts when {@code later} came after this. */
    Status then(Status later) {
        return later != OK && (this == OK || later == TEMPORARY) ? later : this;
    }

    /** What an address is answered. Whatever goes wrong here can be put right by us, so the address is only deferred. */
    Optional<Refusal> refusal(String reason) {
        return this == OK ? Optional.empty() : Optional.of(new Refusal(451, EnhancedStatus.of(enhanced), reason));
    }
}
