package org.fingerpost.api.mail;

/**
 * How the connection that a message came in by was protected, and how its client said who it is.
 *
 * @param version   of TLS, as {@code TLSv1.3}; empty if the connection was in the clear ({@code ${tls_version}})
 * @param cipher    the suite, by its IANA name; empty without TLS ({@code ${cipher}})
 * @param bits      of the cipher's key, 0 without TLS ({@code ${cipher_bits}})
 * @param subject   distinguished name in the client's certificate; empty if it showed none ({@code ${cert_subject}})
 * @param issuer    of that certificate, or empty ({@code ${cert_issuer}})
 * @param trusted   whether that certificate leads to an authority that we trust ({@code ${verify}} is {@code OK})
 * @param mechanism of SASL that the client authenticated by (RFC 4422), in upper case; empty if it did not ({@code ${auth_type}})
 */
public record Protection(String version, String cipher, int bits, String subject, String issuer, boolean trusted,
        String mechanism) {

    /** In the clear, and nobody said who he is. */
    public static final Protection NONE = new Protection("", "", 0, "", "", false, "");

    /** @throws IllegalArgumentException if a text holds CR, LF, NUL or a char that is no octet */
    public Protection {
        Octets.requireLine("version", version);
        Octets.requireLine("cipher", cipher);
        Octets.requireLine("subject", subject);
        Octets.requireLine("issuer", issuer);
        Octets.requireLine("mechanism", mechanism);
    }

    /** Whether TLS protects the connection. */
    public boolean isEncrypted() {
        return !version.isEmpty();
    }

    /** The same connection, its client authenticated by {@code other}. */
    public Protection authenticatedBy(String other) {
        return new Protection(version, cipher, bits, subject, issuer, trusted, other);
    }
}
