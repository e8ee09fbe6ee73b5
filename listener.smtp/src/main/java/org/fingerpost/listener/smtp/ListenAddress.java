package org.fingerpost.listener.smtp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to listen on, as in the settings.
 *
 * @param host IP address or host name, without brackets
 * @param port 0 for any that is free
 */
record ListenAddress(String host, int port) {

    private static final Pattern SYNTAX = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:\\[\\]]+)):(\\d{1,5})");

    /** @throws IllegalArgumentException that says what was expected */
    static ListenAddress parse(String text) {
        Matcher m = SYNTAX.matcher(text);
        if (!m.matches() || Integer.parseInt(m.group(3)) > 65535) {
            throw new IllegalArgumentException("\"" + text + "\" is no address to listen on: "
                    + "host:port is expected, such as 127.0.0.1:2525 or [::1]:2525");
        }
        return new ListenAddress(m.group(1) != null ? m.group(1) : m.group(2), Integer.parseInt(m.group(3)));
    }

    /** Addresses separated by commas or blanks, in each of {@code texts}. At least one. */
    static List<ListenAddress> parseAll(List<String> texts) {
        List<ListenAddress> addresses = new ArrayList<>();
        for (String item : String.join(",", texts).split("[,\\s]+")) {
            if (!item.isEmpty()) {
                addresses.add(parse(item));
            }
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("there is no address to listen on: host:port is expected, such as 127.0.0.1:2525");
        }
        return addresses.stream().distinct().toList();
    }

    InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
