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

    /** Where a message is now, and so what its sender is told who asked for a receipt (RFC 3461 §5.2). */
    enum Handover {
        /** The mailer does not say: {@link #FINAL} if its definition has the flag l, else {@link #RELAYED}. */
        UNSAID,
        /** In its mailbox, or with the program that it was for: the sender is told "delivered". */
        FINAL,
        /** With a next hop that does not send receipts: the sender is told "relayed". */
        RELAYED,
        /** With a next hop that has taken over to tell the sender: the router says nothing. */
        REPORTING
    }

    /**
     * The mailer has taken responsibility for this recipient.
     *
     * @param handover where the message is now
     */
    record Delivered(EnhancedStatus status, String text, Optional<Diagnostic> diagnostic, Handover handover)
            implements Outcome {
        public Delivered {
            require(status, 2, text);
        }

        /** By a mailer that does not say where the message is now. */
        public Delivered(EnhancedStatus status, String text, Optional<Diagnostic> diagnostic) {
            this(status, text, diagnostic, Handover.UNSAID);
        }

        /** The same, with what is known of where the message is now. */
        public Delivered with(Handover known) {
            return new Delivered(status, text, diagnostic, known);
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
