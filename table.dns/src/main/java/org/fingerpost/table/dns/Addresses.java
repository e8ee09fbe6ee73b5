package org.fingerpost.table.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import org.xbill.DNS.Address;

/** Addresses of the network, from octets or from text; no name is ever looked up. */
final class Addresses {

    private Addresses() {
    }

    static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(octets.length + " octets are no address", e);
        }
    }

    /** Empty if the text is no address. */
    static Optional<InetAddress> parse(String text) {
        byte[] octets = Address.toByteArray(text, text.indexOf(':') < 0 ? Address.IPv4 : Address.IPv6);
        return Optional.ofNullable(octets).map(Addresses::of);
    }
}
