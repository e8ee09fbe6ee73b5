package org.fingerpost.core.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The encoding of the values of AUTH, ORCPT and ENVID: {@code +} and two hexadecimal digits for an octet (RFC 3461 §4). */
public final class Xtext {

    private static final Pattern ENCODED = Pattern.compile("\\+([0-9A-F]{2})");

    private Xtext() {
    }

    /** The octets that {@code text} stands for; what is no encoding stays as it is. */
    public static String decode(String text) {
        return ENCODED.matcher(text).replaceAll(m ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }

    /** What a parameter says, on one line; empty if it is not there or blank. */
    public static Optional<String> value(String parameter) {
        return Optional.ofNullable(parameter).map(text -> decode(text).replace('\n', '?')).filter(text -> !text.isBlank());
    }
}
