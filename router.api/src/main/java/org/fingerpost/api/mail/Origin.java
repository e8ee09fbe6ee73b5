package org.fingerpost.api.mail;

/**
 * By which way a message came in: what {@code Received:} says and what relaying is decided by.
 *
 * @param protocol   {@code SMTP}, {@code ESMTP} and what RFC 3848 makes of it ({@code ESMTPSA} …), or {@code local} ({@code $r})
 * @param name       what the client called itself in HELO or EHLO; empty if it did not ({@code $s})
 * @param address    the client's IP address without brackets, {@code 192.0.2.1} or {@code 2001:db8::1}; empty for local
 *                   submission
 * @param user       the authenticated user, or the local user who ran the command; empty if unknown
 * @param host       what else is known of the client's host
 * @param protection of the connection
 */
public record Origin(String protocol, String name, String address, String user, ClientHost host, Protection protection) {

    /** The protocol of what programs of this machine submit. */
    public static final String LOCAL_PROTOCOL = "local";

    /** @throws IllegalArgumentException if anything holds CR, LF, NUL or a char that is no octet */
    public Origin {
        Octets.requireLine("protocol", protocol);
        Octets.requireLine("name", name);
        Octets.requireLine("address", address);
        Octets.requireLine("user", user);
    }

    /** Of a client whose connection is not protected. */
    public Origin(String protocol, String name, String address, String user, ClientHost host) {
        this(protocol, name, address, user, host, Protection.NONE);
    }

    /** Of a client of whose host no more is known than its address. */
    public Origin(String protocol, String name, String address, String user) {
        this(protocol, name, address, user, ClientHost.UNKNOWN);
    }

    /** Submitted by a program of this machine's {@code user}. */
    public static Origin local(String user) {
        return new Origin(LOCAL_PROTOCOL, "", "", user);
    }

    /** Whether a program of this machine has handed it in without a dialogue. */
    public boolean isLocal() {
        return LOCAL_PROTOCOL.equals(protocol);
    }

    /** Whether it was handed in on this machine, in a dialogue or without: by a pipe or a Unix socket, not by a network. */
    public boolean isOfThisMachine() {
        return address.isEmpty();
    }

    /** The address as addresses are written in the host part of others (RFC 5321 §4.1.3); empty if there is none. */
    public String literal() {
        return address.isEmpty() ? "" : address.indexOf(':') < 0 ? "[" + address + "]" : "[IPv6:" + address + "]";
    }

    /** The name of the client's host if it can be believed, else its {@link #literal}; {@code localhost} of local submission. */
    public String clientName() {
        return host.standing() == ClientHost.Standing.OK ? host.name() : address.isEmpty() ? "localhost" : literal();
    }
}
