package org.fingerpost.api.mail;

import java.util.Map;

/**
 * Where reports about a message go (RFC 5321 §2.3.1).
 *
 * @param address    as given, in any syntax, without angle brackets; empty for the null reverse-path of reports
 * @param parameters of the MAIL command as received, keyword (upper case) to value (xtext not decoded, empty if none)
 */
public record ReversePath(String address, Map<String, String> parameters) {

    /** The null reverse-path, {@code <>}: nothing is ever returned to it. */
    public static final ReversePath NULL = new ReversePath("", Map.of());

    /** @throws IllegalArgumentException if anything holds CR, LF, NUL or a char that is no octet */
    public ReversePath {
        Octets.requireLine("address", address);
        parameters = Octets.parameters(parameters);
    }

    /** One without parameters. */
    public static ReversePath of(String address) {
        return new ReversePath(address, Map.of());
    }

    public boolean isNull() {
        return address.isEmpty();
    }

    @Override
    public String toString() {
        return "<" + address + ">";
    }
}
