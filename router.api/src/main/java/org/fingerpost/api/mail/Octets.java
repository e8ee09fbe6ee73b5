package org.fingerpost.api.mail;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What every string of protocol data must be: octets, on one line. */
final class Octets {

    private Octets() {
    }

    static void requireLine(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
                throw new IllegalArgumentException(what + " holds U+" + String.format("%04X", (int) c) + " at " + i
                        + "; octets without CR, LF and NUL are expected");
            }
        }
    }

    static Map<String, String> parameters(Map<String, String> parameters) {
        parameters.forEach((keyword, value) -> {
            requireLine("parameter", keyword);
            requireLine("parameter " + keyword, value);
        });
        return Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
