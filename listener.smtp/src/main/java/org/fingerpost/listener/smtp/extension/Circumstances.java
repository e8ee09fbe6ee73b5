package org.fingerpost.listener.smtp.extension;

import java.time.Duration;
import java.util.Set;

/** What an offer depends on. Asked when a client says EHLO and when it uses a parameter, each time afresh. */
public interface Circumstances {

    /** Whether mail of this address's clients is their own: submission (RFC 6409). */
    boolean isSubmission();

    boolean isAuthenticated();

    /** Whether TLS protects the connection. */
    boolean isEncrypted();

    /** Whether STARTTLS would be answered with 220. */
    boolean offersStartTls();

    /** SASL mechanisms that AUTH takes now, in upper case; none if AUTH is not offered. */
    Set<String> mechanisms();

    /** Octets of the largest message; 0 for any size. */
    long maxBytes();

    /** Recipients of one message, at least 1. */
    int maxRecipients();

    /** Messages of one session; 0 for any number. */
    int maxMessages();

    /** Whether senders may say what they want to be told of (RFC 3461). */
    boolean offersReceipts();

    /** Whether lists are expanded for this client (EXPN). */
    boolean offersExpansion();

    /** Whether this client may have the queue run (ETRN). */
    boolean offersTurn();

    /** How long a message may be held for its future release (RFC 4865); zero if none is. */
    Duration maxHold();

    /** What the settings hold back. */
    Set<Extension> withheld();
}
