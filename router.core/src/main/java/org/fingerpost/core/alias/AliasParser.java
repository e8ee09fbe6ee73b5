package org.fingerpost.core.alias;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the right side of an alias into its items: separated by commas outside of quotes, parentheses and angle brackets; an item
 * in quotes as a whole ({@code "|prog a, b"}) loses them. Iterative and linear.
 */
final class AliasParser {

    private AliasParser() {
    }

    static List<AliasTarget> parse(String value) {
        List<AliasTarget> targets = new ArrayList<>();
        for (String item : split(value)) {
            String text = item.strip();
            if (!text.isEmpty()) {
                targets.add(target(text));
            }
        }
        return targets;
    }

    private static AliasTarget target(String item) {
        String text = unquoted(item);
        if (text.startsWith("|")) {
            return new AliasTarget.ToProgram(text.substring(1).strip());
        }
        if (text.startsWith("/")) {
            return new AliasTarget.ToFile(text);
        }
        if (text.regionMatches(true, 0, ":include:", 0, 9)) {
            return new AliasTarget.Include(text.substring(9).strip());
        }
        if (item.startsWith("\\")) {
            return new AliasTarget.ToAddress(item.substring(1), true);
        }
        return new AliasTarget.ToAddress(item, false);
    }

    /** {@code "…"} as a whole without its quotes and backslashes, if what is inside names a program, a file or an inclusion. */
    private static String unquoted(String item) {
        boolean quoted = item.length() > 2 && item.charAt(0) == '"' && item.charAt(item.length() - 1) == '"';
        if (!quoted || "|/:".indexOf(item.charAt(1)) < 0) {
            return item;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < item.length() - 1; i++) {
            char c = item.charAt(i);
            if (c == '\\' && i + 1 < item.length() - 1) {
                c = item.charAt(++i);
            }
            text.append(c);
        }
        return text.toString();
    }

    private static List<String> split(String value) {
        if (value.indexOf(',') < 0) {
            return List.of(value); // as most lines of lists are
        }
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                item.append(c).append(value.charAt(++i));
                continue;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '<')) {
                depth++;
            } else if (!quoted && (c == ')' || c == '>')) {
                depth = Math.max(0, depth - 1);
            } else if (!quoted && depth == 0 && c == ',') {
                items.add(item.toString());
                item.setLength(0);
                continue;
            }
            item.append(c);
        }
        items.add(item.toString());
        return items;
    }
}
