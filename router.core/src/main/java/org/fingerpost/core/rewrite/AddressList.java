package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.List;

/** A header field's list of addresses, cut at its commas and at the delimiters of groups. All parts together are the value again. */
final class AddressList {

    /**
     * @param text      as it stands in the field
     * @param isAddress else it is white space, a delimiter or the name of a group, and is not to be touched
     */
    record Part(String text, boolean isAddress) {
    }

    private final String value;
    private final List<Part> parts = new ArrayList<>();
    private int start;
    private int comments;
    private int angles;
    private int brackets;
    private boolean quoted;

    private AddressList(String value) {
        this.value = value;
    }

    static List<Part> parts(String value) {
        AddressList list = new AddressList(value);
        list.cut();
        return list.parts;
    }

    private void cut() {
        int lastSemicolon = value.lastIndexOf(';');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (!isTopLevel(c)) {
                continue;
            } else if (c == ',' || c == ';') {
                part(i, true);
                delimiter(i);
            } else if (c == ':' && lastSemicolon > i) {
                part(i, false); // a group's name; without a semicolon it is host:user
                delimiter(i);
            }
        }
        part(value.length(), true);
    }

    private boolean isTopLevel(char c) {
        if (c == '"' && comments == 0) {
            quoted = !quoted;
        } else if (!quoted && c == '(') {
            comments++;
        } else if (!quoted && c == ')') {
            comments = Math.max(0, comments - 1);
        } else if (!quoted && comments == 0) {
            angles = c == '<' ? 1 : c == '>' ? 0 : angles;
            brackets = c == '[' ? 1 : c == ']' ? 0 : brackets;
            return angles == 0 && brackets == 0;
        }
        return false;
    }

    /** White space around an address stays outside of it. */
    private void part(int end, boolean isAddress) {
        String text = value.substring(start, end);
        int from = start + text.length() - text.stripLeading().length();
        int to = start + text.stripTrailing().length();
        if (!isAddress || to <= from) {
            add(start, end, false);
        } else {
            add(start, from, false);
            add(from, to, true);
            add(to, end, false);
        }
        start = end;
    }

    private void delimiter(int at) {
        add(at, at + 1, false);
        start = at + 1;
    }

    private void add(int from, int to, boolean isAddress) {
        if (to > from) {
            parts.add(new Part(value.substring(from, to), isAddress));
        }
    }
}
