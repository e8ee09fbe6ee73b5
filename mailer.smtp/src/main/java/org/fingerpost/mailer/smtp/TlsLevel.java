package org.fingerpost.mailer.smtp;

/** How much TLS a connection must have ({@code smtp.tls}). */
enum TlsLevel {

    /** In the clear. */
    NONE,
    /** If the server offers it; whatever goes wrong with it, the mail goes in the clear (RFC 7435). */
    MAY,
    /** Or there is no mail. */
    ENCRYPT,
    /** And the certificate must prove that the server is who it should be, or there is no mail. */
    VERIFY,
    /** As {@link #VERIFY}, from the first octet on, without STARTTLS (RFC 8314 §3.3). */
    IMPLICIT;

    boolean isRequired() {
        return this != NONE && this != MAY;
    }

    boolean isVerified() {
        return this == VERIFY || this == IMPLICIT;
    }
}
