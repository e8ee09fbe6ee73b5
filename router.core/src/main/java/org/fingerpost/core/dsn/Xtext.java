package org.fingerpost.core.dsn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The encoding of ORCPT and ENVID values: {@code +} and two hexadecimal digits for an octet (RFC 3461 §4). */
final class Xtext {

    private static final Pattern ENCODED = Pattern.compile("\\+([0-9A-F]{2})");

    private Xtext() {
    }

    /** The octets that {@code text} stands for; what is no encoding stays as it is. */
    static String decode(String text) {
        return ENCODED.matcher(text).replaceAll(m ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }
}
