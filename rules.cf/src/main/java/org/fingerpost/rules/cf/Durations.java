package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;

/** {@code 4h30m}, {@code now}: numbers and the units w, d, h, m and s. */
final class Durations {

    static final String EXPECTED = "a time such as 30s, 5m, 4h or 2d";
    private static final String UNITS = "wdhms";

    private Durations() {
    }

    /** The characters that should be a unit and are none. */
    static List<Character> wrongUnits(String text) {
        List<Character> wrong = new ArrayList<>();
        if (text.equalsIgnoreCase("now")) {
            return wrong;
        }
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
            if (i < text.length() && UNITS.indexOf(text.charAt(i)) < 0) {
                wrong.add(text.charAt(i));
            }
        }
        return wrong;
    }

    /** In sendmail's words, a line for each. */
    static String[] objections(String text) {
        return wrongUnits(text).stream().map(c -> "Invalid time unit `" + c + "'").toArray(String[]::new);
    }
}
