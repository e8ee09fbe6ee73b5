package org.fingerpost.listener.smtp.extension;

import java.util.regex.Pattern;

/**
 * The encoding of values that may hold any character (RFC 3461 §4). It is checked here and never decoded: what is stored and
 * handed on is xtext.
 */
final class Xtext {

    /** Printable ASCII; what is encoded is printable too, or a blank: it ends up in fields of a report. */
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+(?:[2-6][0-9A-F]|7[0-9A-E]))+");

    private Xtext() {
    }

    static boolean isXtext(String value) {
        return XTEXT.matcher(value).matches();
    }
}
