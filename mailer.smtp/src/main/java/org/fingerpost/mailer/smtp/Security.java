package org.fingerpost.mailer.smtp;

import java.util.Optional;

/**
 * What a TLS handshake came to.
 *
 * @param version  such as {@code TLSv1.3}
 * @param cipher   the suite's name
 * @param distrust why the certificate does not prove who the server is; empty if it does
 */
record Security(String version, String cipher, Optional<String> distrust) {

    /** For the log. */
    @Override
    public String toString() {
        return version + " " + cipher + (distrust.isEmpty() ? ", verified" : ", not verified: " + distrust.get());
    }
}
