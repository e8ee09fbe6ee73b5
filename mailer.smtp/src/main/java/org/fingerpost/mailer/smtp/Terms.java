package org.fingerpost.mailer.smtp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mailer.Delivery;

/**
 * What deliveries ask of their connection, besides its server: deliveries that ask the same may share one.
 *
 * @param lmtp        whether it speaks LMTP (RFC 2033): the mailer's flag {@code z}
 * @param clientName  what we call ourselves
 * @param tls         how much TLS it must have
 * @param tlsName     the name that the certificate must have; empty for the server's own
 * @param requireTls  whether the mail itself demands verified TLS (RFC 8689 §2)
 * @param credentials empty to say nothing of who we are
 * @param chunking    whether BDAT is used wherever it is offered (RFC 3030); else only for content that needs it
 */
record Terms(boolean lmtp, String clientName, TlsLevel tls, String tlsName, boolean requireTls, Optional<Credentials> credentials,
        boolean chunking) {

    /** What is asked of all connections unless the destination's settings say otherwise. */
    record Defaults(TlsLevel tls, boolean chunking) {
    }

    /**
     * Of a delivery, as its mailer definition, the settings of its destination and the message say.
     *
     * @throws IllegalArgumentException if a setting says nothing that can be followed; the message is one line for people
     */
    static Terms of(Delivery delivery, Defaults defaults) {
        Map<String, String> settings = delivery.settings();
        String name = delivery.macro("j");
        boolean required = delivery.sender().parameters().containsKey("REQUIRETLS");
        TlsLevel level = SmtpKeys.word(settings, "smtp.tls", defaults.tls(), TlsLevel.class);
        return new Terms(delivery.mailer().has('z'), name.isBlank() ? "localhost" : name,
                required ? level == TlsLevel.IMPLICIT ? level : TlsLevel.VERIFY : relaxed(level, delivery),
                settings.getOrDefault("smtp.tls.name", "").strip().toLowerCase(Locale.ROOT), required,
                SmtpKeys.credentials(settings), SmtpKeys.flag(settings, "smtp.chunking", defaults.chunking()));
    }

    /** Whether what has been agreed with one server of several names is good for one of these names only. */
    boolean areOfOneHost() {
        return tls.isVerified() || credentials.isPresent();
    }

    /** The same without STARTTLS: after it went wrong where it was not required. */
    Terms inTheClear() {
        return new Terms(lmtp, clientName, TlsLevel.NONE, tlsName, requireTls, credentials, chunking);
    }

    /** The same for a server that no network leads to: nobody listens in on a pipe, and a mailbox is no next hop. */
    Terms withinThisMachine() {
        return new Terms(lmtp, clientName, TlsLevel.NONE, "", requireTls && !lmtp, credentials, chunking);
    }

    /** RFC 8689 §4.2: its sender would rather have the mail delivered than protected. */
    private static TlsLevel relaxed(TlsLevel level, Delivery delivery) {
        boolean asked = (level == TlsLevel.ENCRYPT || level == TlsLevel.VERIFY)
                && delivery.message().header().first("TLS-Required").stream()
                        .anyMatch(field -> field.value().strip().equalsIgnoreCase("no"));
        return asked ? TlsLevel.MAY : level;
    }
}
