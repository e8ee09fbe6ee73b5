package org.fingerpost.listener.smtp;

import java.util.Locale;

/** What a listening address is for; the settings name it as the scheme of the address. */
enum Service {
    /** Mail from everybody (RFC 5321). */
    SMTP,
    /** The same, in TLS from the first octet on. */
    SMTPS,
    /** Mail from our own people (RFC 6409). */
    SUBMISSION,
    /** The same, in TLS from the first octet on (RFC 8314). */
    SUBMISSIONS,
    /** Mail from a router beside us, which wants to hear about each recipient (RFC 2033). */
    LMTP;

    boolean isSubmission() {
        return this == SUBMISSION || this == SUBMISSIONS;
    }

    /** Whether TLS begins before the greeting. */
    boolean isImplicitTls() {
        return this == SMTPS || this == SUBMISSIONS;
    }

    /** In lower case. */
    String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }
}
