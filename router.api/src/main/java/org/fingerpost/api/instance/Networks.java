package org.fingerpost.api.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * IP networks as settings have them: {@code 127.0.0.0/8, 192.0.2.1, [::1], 2001:db8::/32}, separated by commas or blanks. No
 * name is ever looked up. Immutable.
 */
public final class Networks {

    /** None. */
    public static final Networks NONE = new Networks(List.of());

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private record Network(InetAddress base, int bits) {

        boolean holds(byte[] address) {
            byte[] wanted = base.getAddress();
            if (address.length != wanted.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != wanted[i]) {
                    return false;
                }
            }
            int mask = 0xff00 >> bits % 8 & 0xff;
            return mask == 0 || (address[whole] & mask) == (wanted[whole] & mask);
        }

        @Override
        public String toString() {
            String text = base.getHostAddress();
            return bits == base.getAddress().length * 8 ? text : text + "/" + bits;
        }
    }

    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** @throws IllegalArgumentException that quotes what is no network and says what was expected */
    public static Networks parse(String text) {
        List<Network> networks = new ArrayList<>();
        for (String item : text.split("[,\\s]+")) {
            if (!item.isEmpty()) {
                networks.add(network(item));
            }
        }
        return new Networks(networks);
    }

    private static Network network(String item) {
        int slash = item.indexOf('/');
        InetAddress base = address(slash < 0 ? item : item.substring(0, slash));
        if (base != null) {
            int most = base.getAddress().length * 8;
            int bits = slash < 0 ? most : bits(item.substring(slash + 1));
            if (bits >= 0 && bits <= most) {
                return new Network(base, bits);
            }
        }
        throw new IllegalArgumentException("\"" + item + "\" where a network such as 192.0.2.0/24 or 2001:db8::/32 is expected");
    }

    private static int bits(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    /** Null if the text is no address. */
    private static InetAddress address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (bare.toLowerCase(Locale.ROOT).startsWith("ipv6:")) {
            bare = bare.substring(5);
        }
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException e) {
            return null; // such as 300.1.1.1
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** Whether the address is in one of them. An IPv4 address that is mapped into IPv6 is the IPv4 address. */
    public boolean hold(InetAddress address) {
        byte[] octets = address.getAddress(); // the JDK has unmapped it
        return networks.stream().anyMatch(network -> network.holds(octets));
    }

    /** As {@link #hold(InetAddress)}; a text that is no address, such as an empty one, is in no network. */
    public boolean hold(String address) {
        InetAddress parsed = networks.isEmpty() ? null : address(address);
        return parsed != null && hold(parsed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Networks that && networks.equals(that.networks);
    }

    @Override
    public int hashCode() {
        return networks.hashCode();
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return networks.stream().map(Network::toString).collect(Collectors.joining(", "));
    }
}
