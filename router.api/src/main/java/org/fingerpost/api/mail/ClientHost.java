package org.fingerpost.api.mail;

/**
 * What is known of a client's host besides its address. The name is what the network says of the address; it is to be believed
 * only if the network says the same of the name.
 *
 * @param name     of the address, without a dot at the end; empty if there is none
 * @param standing whether the name can be believed
 * @param port     the client's, 0 if unknown
 * @param server   our own IP address that it connected to, as in {@link Origin}; empty if unknown
 */
public record ClientHost(String name, Standing standing, int port, String server) {

    /** What came of the look-up; the names are sendmail's, as rules see them in <code>${client_resolve}</code>. */
    public enum Standing {
        /** The name has the address. */
        OK,
        /** The address has no name, or nobody has asked. */
        FAIL,
        /** Nobody can say now. */
        TEMP,
        /** The name has other addresses. */
        FORGED
    }

    /** Nothing is known. */
    public static final ClientHost UNKNOWN = new ClientHost("", Standing.FAIL, 0, "");

    /**
     * @throws IllegalArgumentException if a text holds CR, LF, NUL or a char that is no octet, or a name is missing or surplus
     */
    public ClientHost {
        Octets.requireLine("name", name);
        Octets.requireLine("server", server);
        boolean named = standing == Standing.OK || standing == Standing.FORGED;
        if (named == name.isEmpty()) {
            throw new IllegalArgumentException("a host of standing " + standing + (named ? " has a name" : " has no name"));
        }
    }

    /** The same client, by this name. */
    public ClientHost named(String other, Standing changed) {
        return new ClientHost(other, changed, port, server);
    }
}
