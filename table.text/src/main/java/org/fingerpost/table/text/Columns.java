package org.fingerpost.table.text;

import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/**
 * Where in a line the key and the value are.
 *
 * @param key       column of the key, from 0
 * @param value     column of the value, from 0; sendmail's default is 0, so that without {@code -v} the value is the key
 * @param delimiter between columns; {@link #WHITE_SPACE} for any run of blanks and tabs
 */
record Columns(int key, int value, char delimiter) {

    static final char WHITE_SPACE = 0;

    /** Null if the line has no such column. */
    String keyOf(String line) {
        return column(line, key);
    }

    /** Null if the line has no such column; it may be empty. */
    String valueOf(String line) {
        return column(line, value);
    }

    /** {@code -k}, {@code -v} and {@code -z}. */
    static Columns of(TableFlags flags) throws TableException {
        String delimiter = flags.delimiter();
        return new Columns(number(flags, 'k'), number(flags, 'v'), delimiter.isEmpty() ? WHITE_SPACE : delimiter.charAt(0));
    }

    private static int number(TableFlags flags, char letter) throws TableException {
        String text = flags.value(letter);
        if (!flags.has(letter)) {
            return 0;
        }
        if (!text.matches("\\d{1,3}")) {
            throw new TableException("flag -" + letter + text + ": the number of a column, from 0, is expected");
        }
        return Integer.parseInt(text);
    }

    private String column(String line, int number) {
        if (line.isEmpty() || number == 0 && line.charAt(0) == delimiter) {
            return null;
        }
        int begin = number == 0 ? skipWhiteSpace(line, 0) : 0;
        for (int i = 0; i < number; i++) {
            int end = end(line, begin);
            if (end == line.length()) {
                return null;
            }
            begin = skipWhiteSpace(line, end + 1);
        }
        return line.substring(begin, end(line, begin));
    }

    private int skipWhiteSpace(String line, int from) {
        int i = from;
        while (delimiter == WHITE_SPACE && i < line.length() && isBlank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private int end(String line, int from) {
        int i = from;
        while (i < line.length() && (delimiter == WHITE_SPACE ? !isBlank(line.charAt(i)) : line.charAt(i) != delimiter)) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
