package org.fingerpost.table.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.xbill.DNS.SimpleResolver;

/** Where a name server listens: {@code 192.0.2.1}, {@code 192.0.2.1:5353}, {@code 2001:db8::1}, {@code [2001:db8::1]:5353}. */
final class ServerAddress {

    private static final Pattern FORM =
            Pattern.compile("\\[([0-9a-fA-F:.]+)\\](?::(\\d{1,5}))?|([0-9.]+)(?::(\\d{1,5}))?|([0-9a-fA-F:.]+)");
    private static final int MAX_PORT = 65_535;

    private ServerAddress() {
    }

    /** @throws IllegalArgumentException if it is none; no name is looked up */
    static InetSocketAddress parse(String text) {
        Matcher m = FORM.matcher(text);
        if (m.matches()) {
            String address = m.group(1) != null ? m.group(1) : m.group(3) != null ? m.group(3) : m.group(5);
            String port = m.group(1) != null ? m.group(2) : m.group(4);
            Optional<InetAddress> parsed = Addresses.parse(address);
            int number = port == null ? SimpleResolver.DEFAULT_PORT : Integer.parseInt(port);
            if (parsed.isPresent() && number > 0 && number <= MAX_PORT) {
                return new InetSocketAddress(parsed.get(), number);
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" where an address, or ADDRESS:PORT, is expected");
    }
}
