package org.fingerpost.table.regex;

import java.util.List;

/** The arguments of a rule's look-up put into a value, as sendmail's map_rewrite does. */
final class Substitution {

    private Substitution() {
    }

    /**
     * {@code %0} is the key, {@code %1} to {@code %9} are the arguments, or nothing where there are fewer; {@code %%} is a per
     * cent sign, and one before anything else is itself; one at the very end goes.
     */
    static String of(String value, String key, List<String> arguments) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length() + 32);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '%') {
                out.append(c);
            } else if (++i < value.length()) {
                out.append(replacement(value.charAt(i), key, arguments));
            }
        }
        return out.toString();
    }

    private static String replacement(char c, String key, List<String> arguments) {
        if (c == '0') {
            return key;
        }
        if (c >= '1' && c <= '9') {
            return c - '0' <= arguments.size() ? arguments.get(c - '1') : "";
        }
        return c == '%' ? "%" : "%" + c;
    }
}
