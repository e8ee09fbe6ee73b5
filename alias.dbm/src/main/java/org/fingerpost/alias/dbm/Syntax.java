package org.fingerpost.alias.dbm;

import org.fingerpost.api.table.TableException;

/** How the entries of a text are written. */
enum Syntax {

    /** {@code name: value, value}: aliases(5). The name may be quoted. */
    ALIASES {
        @Override
        Entry entry(String line) throws TableException {
            int colon = endOfName(line, ':');
            if (colon < 0) {
                throw new TableException("missing colon");
            }
            String name = line.substring(0, colon).stripTrailing();
            if (name.isEmpty() || name.equals("\"\"")) {
                throw new TableException("no name before the colon");
            }
            if (hasBareBlank(name)) {
                throw new TableException(name + "... illegal alias name: a blank outside quotes");
            }
            return new Entry(name, requireValue(name, line.substring(colon + 1)));
        }
    },

    /** {@code key white-space value}: what makemap takes. */
    MAKEMAP {
        @Override
        Entry entry(String line) throws TableException {
            int end = 0;
            while (end < line.length() && !isBlank(line.charAt(end))) {
                end++;
            }
            String key = line.substring(0, end);
            return new Entry(key, requireValue(key, line.substring(end)));
        }
    };

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

    private static String requireValue(String key, String rest) throws TableException {
        if (rest.isBlank()) {
            throw new TableException(key + "... missing value");
        }
        return rest.stripLeading();
    }

    /** Where {@code end} stands outside quotes; -1 if nowhere. A backslash takes the next char as it is. */
    private static int endOfName(String line, char end) {
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
