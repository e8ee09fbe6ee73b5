package org.fingerpost.api.table;

import java.util.List;

/**
 * Puts the key and the arguments of a rule's look-up ({@code $(name key $@ argument …$)}) into the value that a table has found,
 * as sendmail's tables do (Installation and Operation Guide §5.7). For tables whose values come from whoever owns the policy: in
 * what users write, such as aliases and gecos fields, a per cent sign is a per cent sign.
 */
public final class Substitution {

    private Substitution() {
    }

    /**
     * The value with all that it asks for: {@code %0} is the key, {@code %1} to {@code %9} are the arguments, or nothing where
     * there are fewer; {@code %%} is a per cent sign, and one before anything else, or at the very end, is itself. All are
     * octets.
     */
    public static String of(String value, String key, List<String> arguments) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length() + 32);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '%' || i + 1 == value.length()) {
                out.append(c);
            } else {
                out.append(replacement(value.charAt(++i), key, arguments));
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
