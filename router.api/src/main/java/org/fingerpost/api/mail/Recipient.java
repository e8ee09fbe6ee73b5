package org.fingerpost.api.mail;

import java.util.Map;

/**
 * To whom a message goes, as its submitter said: a forward-path (RFC 5321 §4.1.2) or a sendmail address of any syntax.
 *
 * @param address    in any syntax, without angle brackets; not empty
 * @param parameters of the RCPT command as received, keyword (upper case) to value (xtext not decoded, empty if none)
 */
public record Recipient(String address, Map<String, String> parameters) {

    /** @throws IllegalArgumentException if the address is empty, or anything holds CR, LF, NUL or a char that is no octet */
    public Recipient {
        Octets.requireLine("address", address);
        if (address.isEmpty()) {
            throw new IllegalArgumentException("a recipient has an address");
        }
        parameters = Octets.parameters(parameters);
    }

    /** One without parameters. */
    public static Recipient of(String address) {
        return new Recipient(address, Map.of());
    }

    @Override
    public String toString() {
        return "<" + address + ">";
    }
}
