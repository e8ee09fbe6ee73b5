package org.fingerpost.table.standard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address that was written as one: {@code 192.0.2.1}, {@code IPv6:2001:db8::1}. No name is ever looked up. Immutable. */
final class IpAddress {

    static final int V4 = 4;

    private static final String V6_TAG = "IPv6:";
    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}");
    private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final byte[] octets;

    private IpAddress(byte[] octets) {
        this.octets = octets;
    }

    /** As mail writes it, an address of version 6 with its tag; empty if it is none. */
    static Optional<IpAddress> parse(String text) {
        if (text.regionMatches(true, 0, V6_TAG, 0, V6_TAG.length())) {
            return six(text.substring(V6_TAG.length()));
        }
        return DOTTED.matcher(text).matches() ? literal(text) : Optional.empty();
    }

    /** The same without a tag, as files of the system have it. */
    static Optional<IpAddress> parsePlain(String text) {
        return text.indexOf(':') >= 0 ? six(text) : parse(text);
    }

    private static Optional<IpAddress> six(String text) {
        if (text.indexOf(':') < 0 || !COLONS.matcher(text).matches()) {
            return Optional.empty();
        }
        return literal(text).map(address -> address.octets.length == V4 ? address.mapped() : address);
    }

    private static Optional<IpAddress> literal(String text) {
        try {
            return Optional.of(new IpAddress(InetAddress.getByName(text).getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** {@code ::ffff:192.0.2.1}, which the JDK takes for version 4. */
    private IpAddress mapped() {
        byte[] six = new byte[16];
        six[10] = (byte) 0xff;
        six[11] = (byte) 0xff;
        System.arraycopy(octets, 0, six, 12, V4);
        return new IpAddress(six);
    }

    byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress address && Arrays.equals(octets, address.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }
}
