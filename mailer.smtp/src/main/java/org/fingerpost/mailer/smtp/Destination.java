package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.policy.MacroText;

/**
 * Where to connect to.
 *
 * @param host a name or an IP address, without brackets
 * @param port 1 to 65535
 */
record Destination(String host, int port) {

    static final int SMTP = 25;

    private static final Pattern NAME = Pattern.compile("([^\\[\\]:\\s\\p{Cntrl}]+)(?::(\\d{1,9}))?");
    private static final Pattern BRACKETS = Pattern.compile("\\[(?:(?i:IPv6):)?([^\\[\\]\\s\\p{Cntrl}]+)\\](?::(\\d{1,9}))?");

    Destination {
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + " of " + host + ": 1 to 65535 is expected");
        }
    }

    /**
     * The host of the mailer's arguments, {@code A=TCP host port}, else of the route. A port at the host goes before one
     * among the arguments.
     *
     * @throws IllegalArgumentException if that names no host or no port; the message is one line for people
     */
    static Destination of(Delivery delivery) {
        String host = argument(delivery, 1).filter(argument -> !argument.isBlank()).orElse(delivery.host());
        int port = argument(delivery, 2).filter(argument -> argument.matches("\\d{1,9}")).map(Integer::parseInt).orElse(SMTP);
        return parse(host, port);
    }

    /** {@code host}, {@code [host]}, {@code [192.0.2.1]} or {@code [IPv6:2001:db8::1]}, each with {@code :port} or without. */
    static Destination parse(String text, int defaultPort) {
        for (Pattern form : List.of(NAME, BRACKETS)) {
            Matcher m = form.matcher(text);
            if (m.matches()) {
                return new Destination(m.group(1), m.group(2) == null ? defaultPort : Integer.parseInt(m.group(2)));
            }
        }
        throw new IllegalArgumentException("\"" + text.replaceAll("\\p{Cntrl}", "?")
                + "\" is no host: a name or [address] is expected, with or without :port");
    }

    /** What the connections to one server are counted by. */
    String key() {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    // An argument with $u is a recipient's: it must not choose the server or the port.
    private static Optional<String> argument(Delivery delivery, int index) {
        List<MacroText> defined = delivery.mailer().arguments();
        List<String> expanded = delivery.arguments();
        boolean present = index < defined.size() && index < expanded.size();
        return present && defined.subList(0, index + 1).stream().noneMatch(argument -> argument.mentions("u"))
                ? Optional.of(expanded.get(index))
                : Optional.empty();
    }
}
