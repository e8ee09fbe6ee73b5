package org.fingerpost.listener.smtp.extension;

import java.util.Set;

import org.fingerpost.api.submit.Offers;

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

    /** Whether the client may say that it speaks for another one (XCLIENT). */
    boolean offersXclient();

    /** Octets of the largest message; 0 for any size. */
    long maxBytes();

    /** Recipients of one message, at least 1. */
    int maxRecipients();

    /** Messages of one session; 0 for any number. */
    int maxMessages();

    /** Whether senders may say what they want to be told of (RFC 3461). */
    boolean offersReceipts();

    /** What the router does for this client. */
    Offers router();

    /** What the settings hold back. */
    Set<Extension> withheld();
}
