package org.fingerpost.mailer.smtp;

import java.util.List;

/**
 * Who we are to a server that wants to know (RFC 4954). Never prints its password.
 *
 * @param user       octets, UTF-8; not empty
 * @param password   octets, UTF-8; not empty
 * @param mechanisms that may be used, in upper case, the best one first
 * @param plaintext  whether a mechanism that shows the password may be used without TLS
 */
record Credentials(String user, String password, List<String> mechanisms, boolean plaintext) {

    Credentials {
        mechanisms = List.copyOf(mechanisms);
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
