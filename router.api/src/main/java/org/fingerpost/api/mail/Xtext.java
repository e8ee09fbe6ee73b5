package org.fingerpost.api.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of values of MAIL and RCPT that may hold any character (AUTH, ENVID, ORCPT): {@code +} and two hexadecimal digits
 * for an octet (RFC 3461 §4). {@link ReversePath#parameters} and {@link Recipient#parameters} hold it as it came.
 */
public final class Xtext {

    /** Printable ASCII; what is encoded is printable too, or a blank: it ends up in fields of a report. */
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+(?:[2-6][0-9A-F]|7[0-9A-E]))+");
    private static final Pattern ENCODED = Pattern.compile("\\+([0-9A-Fa-f]{2})");

    private Xtext() {
    }

    /** Whether it is xtext of at least one character that stands for printable ASCII alone. */
    public static boolean isXtext(String value) {
        return XTEXT.matcher(value).matches();
    }

    /** The octets that {@code text} stands for; what is no encoding stays as it is. */
    public static String decode(String text) {
        return ENCODED.matcher(text).replaceAll(encoded ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(encoded.group(1), 16))));
    }
}
