package org.fingerpost.api.rewrite;

import org.fingerpost.api.mail.EnhancedStatus;
import org.osgi.annotation.versioning.ProviderType;

/** What the rules make of an address in the end. */
@ProviderType
public sealed interface Resolution permits Route, Resolution.Refusal, Resolution.Discard {

    /**
     * {@code $#error}: the address is refused, for good or for now as the status says.
     *
     * @param code   three-digit reply code (RFC 5321 §4.2) of the same class as the status
     * @param status enhanced status, class 4 or 5
     * @param text   one line, without the codes
     */
    record Refusal(int code, EnhancedStatus status, String text) implements Resolution {
    }

    /** {@code $#discard}: taken and thrown away, where the policy's check rule sets ask for it. */
    record Discard() implements Resolution {
    }
}
