package org.fingerpost.rules.cf;

import java.util.function.BiConsumer;

/**
 * The pattern of a table of type {@code regex}, a POSIX extended regular expression ({@code -b}: basic): what a compiler of such
 * would say first. The table itself is compiled by the bundle that has the type.
 */
final class RegexArguments {

    private final BiConsumer<String, String> complaints;

    RegexArguments(BiConsumer<String, String> complaints) {
        this.complaints = complaints;
    }

    /** @return whether it can be compiled */
    boolean check(String arguments) {
        String rest = arguments.strip();
        boolean extended = true;
        String fields = "";
        while (rest.startsWith("-")) {
            String[] parts = rest.split("\\s+", 2);
            extended &= !parts[0].startsWith("-b");
            fields = parts[0].startsWith("-s") ? parts[0].substring(2) : fields;
            rest = parts.length > 1 ? parts[1] : "";
        }
        String objection = extended ? objection(rest) : "";
        if (!objection.isEmpty()) {
            complaints.accept(rest, "pattern-compile-error: " + objection);
            return false;
        }
        return !extended || fields(fields, groups(rest) + 1);
    }

    private boolean fields(String fields, int substrings) {
        for (String field : fields.split(",")) {
            if (field.matches("\\d{1,6}") && Integer.parseInt(field) >= substrings) {
                complaints.accept("-s" + fields, "field (" + Integer.parseInt(field) + ") out of range, only " + substrings
                        + " substrings in pattern");
                return false;
            }
        }
        return true;
    }

    private static int groups(String pattern) {
        int groups = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = bracket(pattern, i);
            } else if (c == '(') {
                groups++;
            }
        }
        return groups;
    }

    /** What is wrong with an extended regular expression; empty if nothing is. */
    private static String objection(String pattern) {
        int open = 0;
        boolean first = true;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                if (++i == pattern.length()) {
                    return "Trailing backslash";
                }
                first = false;
            } else if (c == '[') {
                i = bracket(pattern, i);
                if (i >= pattern.length()) {
                    return "Invalid regular expression";
                }
                first = false;
            } else if (c == '*' || c == '+' || c == '?') {
                if (first && i == 0) {
                    return "Invalid preceding regular expression";
                }
            } else if (c == '{') {
                String bad = interval(pattern, i);
                if (!bad.isEmpty()) {
                    return bad;
                }
            } else {
                open += c == '(' ? 1 : c == ')' && open > 0 ? -1 : 0;
                first = c == '(' || c == '|';
            }
        }
        return open > 0 ? "Unmatched ( or \\(" : "";
    }

    private static String interval(String pattern, int at) {
        int close = pattern.indexOf('}', at);
        if (close < 0) {
            return "Unmatched \\{";
        }
        String[] limits = pattern.substring(at + 1, close).split(",", -1);
        boolean numbers = limits.length <= 2 && limits[0].matches("\\d{0,5}") && (limits.length == 1
                || limits[1].matches("\\d{0,5}"));
        boolean ordered = numbers && (limits.length < 2 || limits[0].isEmpty() || limits[1].isEmpty()
                || Integer.parseInt(limits[0]) <= Integer.parseInt(limits[1]));
        return ordered ? "" : "Invalid content of \\{\\}";
    }

    /** The index of the bracket that closes the one at {@code at}; the length of the pattern if there is none. */
    private static int bracket(String pattern, int at) {
        int i = at + 1;
        i += i < pattern.length() && pattern.charAt(i) == '^' ? 1 : 0;
        i += i < pattern.length() && pattern.charAt(i) == ']' ? 1 : 0;
        int close = pattern.indexOf(']', i);
        return close < 0 ? pattern.length() : close;
    }
}
