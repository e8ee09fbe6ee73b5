package org.fingerpost.alias.dbm;

import org.fingerpost.api.table.TableException;

/** How the entries of a text are written. */
enum Syntax {

    /** {@code name: value, value}: aliases(5). The name may be quoted. */
    ALIASES("aliases") {
        @Override
        Entry entry(String line) throws TableException {
            int colon = endOfName(line, ':');
            if (colon < 0) {
                throw new TableException("missing colon");
            }
            String name = withoutBlanksAtEnd(line, colon);
            if (name.isEmpty() || name.equals("\"\"")) {
                throw new TableException("no name before the colon");
            }
            if (name.length() > MAX_NAME) {
                throw new TableException(name.substring(0, SHOWN) + "... a name of more than " + MAX_NAME + " octets");
            }
            if (hasBareBlank(name)) {
                throw new TableException(name + "... illegal alias name: a blank outside quotes");
            }
            return new Entry(name, requireValue(name, line, colon + 1));
        }
    },

    /** {@code key white-space value}: what makemap takes. */
    MAKEMAP("entries") {
        @Override
        Entry entry(String line) throws TableException {
            int end = 0;
            while (end < line.length() && !isBlank(line.charAt(end))) {
                end++;
            }
            String key = line.substring(0, end);
            return new Entry(key, requireValue(key, line, end));
        }
    };

    /** Longer than any address. */
    private static final int MAX_NAME = 1000;
    private static final int SHOWN = 40;

    private final String entries;

    Syntax(String entries) {
        this.entries = entries;
    }

    /** What such a text has, in the plural. */
    String entries() {
        return entries;
    }

    /** One entry as written; the value without the white space before it. */
    record Entry(String key, String value) {
    }

    /**
     * @param line an entry with its continuation lines joined; it does not begin with white space
     * @throws TableException saying what is wrong with it, without the place
     */
    abstract Entry entry(String line) throws TableException;

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean beginsBlank(String line) {
        return !line.isEmpty() && isBlank(line.charAt(0));
    }

    static boolean isBlank(String line) {
        return firstNotBlank(line, 0) == line.length();
    }

    private static int firstNotBlank(String line, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String withoutBlanksAtEnd(String line, int end) {
        int last = end;
        while (last > 0 && isBlank(line.charAt(last - 1))) {
            last--;
        }
        return line.substring(0, last);
    }

    private static String requireValue(String key, String line, int from) throws TableException {
        int begin = firstNotBlank(line, from);
        if (begin == line.length()) {
            throw new TableException(key + "... missing value");
        }
        return line.substring(begin);
    }

    /** Where {@code end} stands outside quotes; -1 if nowhere. A backslash takes the next char as it is. */
    static int endOfName(String line, char end) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == end && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean hasBareBlank(String name) {
        return endOfName(name, ' ') >= 0 || endOfName(name, '\t') >= 0;
    }
}
