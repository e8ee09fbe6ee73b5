package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text; nothing is looked up. */
final class IpAddress {

    private static final Pattern FORM = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private IpAddress() {
    }

    /** {@code 192.0.2.1} or {@code 2001:db8::1}; empty for anything else. */
    static Optional<InetAddress> parse(String text) {
        try {
            return FORM.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty(); // it only looks like one
        }
    }
}
