package org.fingerpost.listener.smtp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address to listen on, as in the settings: {@code host:port}, {@code lmtp://127.0.0.1:24},
 * {@code lmtp:///run/mail/lmtp}, {@code lmtp:///run/mail/lmtp?mode=660&group=mail}.
 *
 * @param service what is served there
 * @param host    IP address or host name, without brackets; or the absolute path of a Unix socket
 * @param port    0 for any that is free, {@link #NO_PORT} of a Unix socket
 * @param access  who may connect to a Unix socket
 */
record ListenAddress(Service service, String host, int port, SocketAccess access) {

    static final int NO_PORT = -1;
    private static final int PORT_OF_SMTP = 25;

    private static final Pattern SYNTAX = Pattern.compile(
            "(?:([A-Za-z]+)://)?(?:(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:\\[\\]/]+)):(\\d{1,5})|"
            + "(/[^\\s,?]*[^\\s,/?])(?:\\?([^\\s,]*))?)");

    /** Where every user may connect. */
    ListenAddress(Service service, String host, int port) {
        this(service, host, port, SocketAccess.EVERYBODY);
    }

    /** Where mail from everybody is taken. */
    ListenAddress(String host, int port) {
        this(Service.SMTP, host, port);
    }

    /** @throws IllegalArgumentException that says what was expected */
    static ListenAddress parse(String text) {
        Matcher m = SYNTAX.matcher(text);
        boolean valid = m.matches();
        String path = valid ? m.group(5) : null;
        boolean hasPort = valid && path == null;
        if (!valid || hasPort && Integer.parseInt(m.group(4)) > 65535 || path != null && m.group(1) == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no address to listen on: host:port is expected, "
                    + "such as 127.0.0.1:2525 or [::1]:2525, or with a service, such as submission://0.0.0.0:587 or "
                    + "lmtp:///run/mail/lmtp");
        }
        Service service = m.group(1) == null ? Service.SMTP : service(text, m.group(1));
        if (service == Service.LMTP && hasPort && Integer.parseInt(m.group(4)) == PORT_OF_SMTP) {
            throw new IllegalArgumentException("\"" + text + "\" is no address to listen on: "
                    + "port 25 is not for LMTP (RFC 2033 5)");
        }
        return path != null ? new ListenAddress(service, path, NO_PORT, SocketAccess.parse(text, m.group(6)))
                : new ListenAddress(service, m.group(2) != null ? m.group(2) : m.group(3), Integer.parseInt(m.group(4)));
    }

    private static Service service(String text, String scheme) {
        return Arrays.stream(Service.values()).filter(service -> service.scheme().equals(scheme.toLowerCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no address to listen on: "
                        + "there is no service \"" + scheme + "\", only "
                        + Arrays.stream(Service.values()).map(Service::scheme).collect(Collectors.joining(", "))));
    }

    /** Addresses separated by commas or blanks, in each of {@code texts}. At least one, none for two services. */
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
        List<ListenAddress> distinct = addresses.stream().distinct().toList();
        Set<String> places = new HashSet<>();
        distinct.stream().filter(address -> address.port != 0 && !places.add(address.host + ":" + address.port)).findFirst()
                .ifPresent(twice -> {
                    throw new IllegalArgumentException("\"" + twice + "\" is an address to listen on "
                            + "for another service already");
                });
        return distinct;
    }

    /** Whether it is a Unix socket, whose path is {@link #host}. */
    boolean isUnix() {
        return port == NO_PORT;
    }

    SocketAddress resolve() {
        return isUnix() ? UnixDomainSocketAddress.of(host) : new InetSocketAddress(host, port);
    }

    /** The same, where any free port was asked for and this one was found. */
    ListenAddress at(int realPort) {
        return new ListenAddress(service, host, realPort, access);
    }

    /**
     * Which of these addresses a connection has come to.
     *
     * @param bound with their real ports; names of hosts resolved
     */
    static Optional<Service> serviceAt(SocketAddress local, Iterable<Bound> bound) {
        Optional<Service> wildcard = Optional.empty();
        for (Bound place : bound) {
            if (place.socket.equals(local)) {
                return Optional.of(place.service);
            }
            if (place.socket instanceof InetSocketAddress mine && local instanceof InetSocketAddress theirs
                    && mine.getPort() == theirs.getPort() && mine.getAddress().isAnyLocalAddress()) {
                wildcard = Optional.of(place.service);
            }
        }
        return wildcard;
    }

    /** A socket that is bound, and for what. */
    record Bound(Service service, SocketAddress socket) {
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        String place = isUnix() ? host + access : (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        return service == Service.SMTP && !isUnix() ? place : service.scheme() + "://" + place;
    }
}
