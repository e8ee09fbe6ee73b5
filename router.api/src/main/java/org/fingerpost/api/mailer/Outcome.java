package org.fingerpost.api.mailer;

import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What one attempt did for one recipient. The status's class (RFC 3463 §2) always agrees with the case: constructors throw {@link
 * IllegalArgumentException} if it does not, or if the text is more than one line.
 *
 * <p>In doubt an outcome is {@link Deferred}: what is deferred by mistake is tried again, what has failed by mistake is lost time
 * for people, what is delivered by mistake is lost mail.
 */
@ProviderType
public sealed interface Outcome {

    /** Of class 2, 4 or 5. */
    EnhancedStatus status();

    /** One line for people: log, queue listing, report to the sender. Octets, no line ends. */
    String text();

    /** What the next hop itself said, for the report to the sender. */
    Optional<Diagnostic> diagnostic();

    /** The mailer has taken responsibility for this recipient. */
    record Delivered(EnhancedStatus status, String text, Optional<Diagnostic> diagnostic) implements Outcome {
        public Delivered {
            require(status, 2, text);
        }
    }

    /** Nothing was delivered; the queue chooses when to try again. */
    record Deferred(EnhancedStatus status, String text, Optional<Diagnostic> diagnostic) implements Outcome {
        public Deferred {
            require(status, 4, text);
        }
    }

    /** Nothing was delivered and trying again is useless; it is reported to the sender. */
    record Failed(EnhancedStatus status, String text, Optional<Diagnostic> diagnostic) implements Outcome {
        public Failed {
            require(status, 5, text);
        }
    }

    /** {@link Delivered} with a status such as {@code "2.1.5"}. */
    static Outcome delivered(String status, String text) {
        return new Delivered(EnhancedStatus.of(status), text, Optional.empty());
    }

    /** {@link Deferred} with a status such as {@code "4.3.0"}. */
    static Outcome deferred(String status, String text) {
        return new Deferred(EnhancedStatus.of(status), text, Optional.empty());
    }

    /** {@link Failed} with a status such as {@code "5.1.1"}. */
    static Outcome failed(String status, String text) {
        return new Failed(EnhancedStatus.of(status), text, Optional.empty());
    }

    /** The case that {@code status} asks for. */
    static Outcome of(EnhancedStatus status, String text, Optional<Diagnostic> diagnostic) {
        return switch (status.category()) {
            case 2 -> new Delivered(status, text, diagnostic);
            case 4 -> new Deferred(status, text, diagnostic);
            default -> new Failed(status, text, diagnostic);
        };
    }

    private static void require(EnhancedStatus status, int category, String text) {
        if (status.category() != category) {
            throw new IllegalArgumentException("status " + status + " where class " + category + " is expected");
        }
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the text of an outcome is one line");
        }
    }
}
