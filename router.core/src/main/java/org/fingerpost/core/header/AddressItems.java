package org.fingerpost.core.header;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the value of an address field into what is rewritten one by one: at commas that are not in quotes, comments or a route. A
 * group is not regarded, its name belongs to its first member; that is how rule sets know it.
 */
final class AddressItems {

    private final String value;
    private final List<String> items = new ArrayList<>();
    private boolean quoted;
    private int comments;
    /** Within angle brackets that begin with an at sign: commas are the route's. */
    private boolean route;

    private AddressItems(String value) {
        this.value = value;
    }

    /** The items without white space at their ends, in a list of the caller's; none is empty. */
    static List<String> of(String value) {
        return new AddressItems(value).items();
    }

    private List<String> items() {
        int begin = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (isTopLevel(i, c) && c == ',' && !route) {
                add(begin, i);
                begin = i + 1;
            }
        }
        add(begin, value.length());
        return items;
    }

    private void add(int begin, int end) {
        String item = stripped(value.substring(begin, end));
        if (!item.isEmpty()) {
            items.add(item);
        }
    }

    /** Whether {@code c} is in no quotes and no comment, and neither their mark. */
    private boolean isTopLevel(int at, char c) {
        if (quoted || comments > 0) {
            quoted &= c != '"';
            comments += quoted || comments == 0 ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            return false;
        }
        quoted = c == '"';
        comments = c == '(' ? 1 : 0;
        if (c == '<') {
            route = next(at + 1) == '@';
        } else if (c == '>') {
            route = false;
        }
        return !quoted && comments == 0;
    }

    private char next(int from) {
        int i = from;
        while (i < value.length() && isBlank(value.charAt(i))) {
            i++;
        }
        return i < value.length() ? value.charAt(i) : 0;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }
}
