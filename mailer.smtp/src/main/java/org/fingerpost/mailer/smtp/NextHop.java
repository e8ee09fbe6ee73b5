package org.fingerpost.mailer.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a route leads, as it is written.
 *
 * @param host  a name or an IP address, without brackets and without a dot at its end
 * @param port  1 to 65535
 * @param exact it was in brackets: this very host, not its mail exchangers
 */
record NextHop(String host, int port, boolean exact) {

    static final int SMTP = 25;

    /** Of a longer list the rest is not read. */
    private static final int MAX_LIST = 20;
    private static final Pattern ELEMENT = Pattern.compile(
            "(?:\\[(?:(?i:IPv6):)?([^\\[\\]\\s\\p{Cntrl}]+)\\]|(?!\\d+(?:[:,]|$))([^\\[\\]:,\\s\\p{Cntrl}]+))"
                    + "(?::(\\d{1,9})(?=[:,]|$))?");

    NextHop {
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + " of " + host + ": 1 to 65535 is expected");
        }
    }

    /**
     * One or more of {@code host}, {@code [host]}, {@code [192.0.2.1]} and {@code [IPv6:2001:db8::1]}, each with {@code :port} or
     * without, in the order in which they are to be tried; with colons or commas between.
     *
     * @throws IllegalArgumentException if it is anything else; the message is one line for people
     */
    static List<NextHop> list(String text, int defaultPort) {
        List<NextHop> hops = new ArrayList<>(1);
        Matcher element = ELEMENT.matcher(text);
        int at = 0;
        do {
            element.region(at, text.length());
            if (!element.lookingAt()) {
                throw noHost(text);
            }
            hops.add(of(element, defaultPort));
            at = element.end() + 1;
        } while (at <= text.length() && isSeparator(text.charAt(at - 1)));
        if (at <= text.length()) {
            throw noHost(text);
        }
        return hops.size() > MAX_LIST ? List.copyOf(hops.subList(0, MAX_LIST)) : hops;
    }

    private static NextHop of(Matcher element, int defaultPort) {
        boolean exact = element.group(1) != null;
        String host = exact ? element.group(1) : element.group(2);
        String port = element.group(3);
        return new NextHop(host.length() > 1 && host.endsWith(".") ? host.substring(0, host.length() - 1) : host,
                port == null ? defaultPort : Integer.parseInt(port), exact);
    }

    private static boolean isSeparator(char c) {
        return c == ':' || c == ',';
    }

    private static IllegalArgumentException noHost(String text) {
        return new IllegalArgumentException("\"" + text.replaceAll("\\p{Cntrl}", "?")
                + "\" is no host: a name or [address] is expected, with or without :port, or several with : between them");
    }

    /** Whether it is the domain of a mail address. */
    boolean isDomainOf(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return host.equalsIgnoreCase(domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain);
    }

    /** As a policy would write it. */
    @Override
    public String toString() {
        String name = exact ? "[" + host + "]" : host;
        return (port == SMTP ? name : name + ":" + port).toLowerCase(Locale.ROOT);
    }
}
