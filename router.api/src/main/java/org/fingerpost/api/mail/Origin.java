package org.fingerpost.api.mail;

/**
 * By which way a message came in: what {@code Received:} says and what relaying is decided by.
 *
 * @param protocol {@code SMTP}, {@code ESMTP} or {@code local} ({@code $r})
 * @param name     what the client called itself in HELO or EHLO; empty if it did not ({@code $s})
 * @param address  the client's IP address without brackets, {@code 192.0.2.1} or {@code 2001:db8::1}; empty for local submission
 * @param user     the authenticated user, or the local user who ran the command; empty if unknown
 */
public record Origin(String protocol, String name, String address, String user) {

    /** The protocol of what programs of this machine submit. */
    public static final String LOCAL_PROTOCOL = "local";

    /** @throws IllegalArgumentException if anything holds CR, LF, NUL or a char that is no octet */
    public Origin {
        Octets.requireLine("protocol", protocol);
        Octets.requireLine("name", name);
        Octets.requireLine("address", address);
        Octets.requireLine("user", user);
    }

    /** Submitted by a program of this machine's {@code user}. */
    public static Origin local(String user) {
        return new Origin(LOCAL_PROTOCOL, "", "", user);
    }

    public boolean isLocal() {
        return LOCAL_PROTOCOL.equals(protocol);
    }
}
