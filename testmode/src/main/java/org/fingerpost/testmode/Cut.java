package org.fingerpost.testmode;

import java.util.ArrayList;
import java.util.List;

/** Cuts what is typed after the rule sets into addresses. */
final class Cut {

    /** From this level on parentheses are tokens to the rules. */
    private static final int LEVEL_OF_COMMENTS = 9;

    private Cut() {
    }

    /** At commas outside of quotes, angle brackets and, where they are no tokens, comments. */
    static List<String> atCommas(String addresses, int level) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int angles = 0;
        int comments = 0;
        boolean quoted = false;
        for (int i = 0; i < addresses.length(); i++) {
            char c = addresses.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (!quoted && level < LEVEL_OF_COMMENTS && (c == '(' || c == ')')) {
                comments = Math.max(0, comments + (c == '(' ? 1 : -1));
            } else if (!quoted && comments == 0 && (c == '<' || c == '>')) {
                angles = Math.max(0, angles + (c == '<' ? 1 : -1));
            } else if (c == ',' && !quoted && comments == 0 && angles == 0) {
                parts.add(addresses.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(addresses.substring(start));
        return parts;
    }
}
