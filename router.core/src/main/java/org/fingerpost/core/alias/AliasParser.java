package org.fingerpost.core.alias;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.core.rewrite.ErrorText;

/**
 * Cuts the right side of an alias into its items: separated by commas outside of quotes, parentheses and angle brackets; an item
 * in quotes as a whole ({@code "|prog a, b"}) loses them; the text of an error goes on to the end. Iterative and linear.
 */
final class AliasParser {

    private static final String INCLUDE = ":include:";
    /** What makes an item more than a plain address. */
    private static final String SPECIAL = ",\"\\(<|/:";

    private AliasParser() {
    }

    static List<AliasTarget> parse(String value) {
        List<AliasTarget> targets = new ArrayList<>();
        parse(value, targets::add);
        return targets;
    }

    static void parse(String value, Consumer<AliasTarget> out) {
        if (isPlain(value)) { // as most lines of lists are
            address(value.strip(), out);
            return;
        }
        int from = 0;
        while (from < value.length()) {
            Optional<Resolution.Refusal> error = ErrorText.of(value, from);
            if (error.isPresent()) {
                out.accept(new AliasTarget.Failure(value.substring(from).strip(), error.get()));
                return;
            }
            int to = endOfItem(value, from);
            item(value.substring(from, to).strip(), out);
            from = to + 1;
        }
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (SPECIAL.indexOf(value.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static int endOfItem(String value, int from) {
        boolean quoted = false;
        int depth = 0;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '<')) {
                depth++;
            } else if (!quoted && (c == ')' || c == '>')) {
                depth = Math.max(0, depth - 1);
            } else if (!quoted && depth == 0 && c == ',') {
                return i;
            }
        }
        return value.length();
    }

    private static void item(String item, Consumer<AliasTarget> out) {
        if (item.isEmpty()) {
            return;
        }
        String text = isQuoted(item) && "|/:\\".indexOf(item.charAt(1)) >= 0 ? unquoted(item) : item;
        Optional<Resolution.Refusal> error = ErrorText.of(text);
        if (text.startsWith("|")) {
            out.accept(new AliasTarget.ToProgram(text.substring(1).strip()));
        } else if (text.startsWith("/")) {
            out.accept(new AliasTarget.ToFile(text));
        } else if (text.regionMatches(true, 0, INCLUDE, 0, INCLUDE.length())) {
            String path = text.substring(INCLUDE.length()).strip();
            out.accept(new AliasTarget.Include(isQuoted(path) ? unquoted(path) : path));
        } else if (error.isPresent()) {
            out.accept(new AliasTarget.Failure(text, error.get()));
        } else {
            address(BareAddress.of(text), out);
        }
    }

    private static void address(String address, Consumer<AliasTarget> out) {
        boolean unaliased = address.startsWith("\\");
        String text = unaliased ? address.substring(1).strip() : address;
        if (!text.isEmpty()) {
            out.accept(new AliasTarget.ToAddress(text, unaliased));
        }
    }

    private static boolean isQuoted(String item) {
        return item.length() > 2 && item.charAt(0) == '"' && item.indexOf('"', 1) > 0 && closing(item) == item.length() - 1;
    }

    private static int closing(String item) {
        for (int i = 1; i < item.length(); i++) {
            if (item.charAt(i) == '\\') {
                i++;
            } else if (item.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }

    /** {@code "…"} without its quotes; a backslash is lost that protects a quote or another backslash. */
    private static String unquoted(String item) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < item.length() - 1; i++) {
            char c = item.charAt(i);
            if (c == '\\' && i + 1 < item.length() - 1 && (item.charAt(i + 1) == '"' || item.charAt(i + 1) == '\\')) {
                c = item.charAt(++i);
            }
            text.append(c);
        }
        return text.toString();
    }
}
