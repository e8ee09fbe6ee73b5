package org.fingerpost.rules.cf;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A name and fields after it, separated by commas: {@code Mname, P=path, F=flags}. Only the first letter of a field's name
 * counts; quotation marks and backslashes quote.
 */
final class Fields {

    /**
     * A field.
     *
     * @param letter the first of its name
     * @param value  without its quoting, and without the white space before it
     * @param start  where it begins in the line
     * @param end    where it ends
     */
    record Field(char letter, String value, int start, int end) {
    }

    private final LogicalLine line;
    private final String text;
    private final String name;
    private int at;

    Fields(LogicalLine line) {
        this.line = line;
        this.text = line.text();
        int end = 1;
        while (end < text.length() && text.charAt(end) != ',' && !LogicalLine.isSpace(text.charAt(end))) {
            end++;
        }
        this.name = text.substring(1, end);
        this.at = Math.min(end + 1, text.length());
    }

    String name() {
        return name;
    }

    /**
     * Hands each field over, in order.
     *
     * @param noEquals is called for the first one without an equals sign, with its place; nothing after it is read
     * @return whether all could be read
     */
    boolean read(Consumer<Field> each, BiConsumer<Integer, Integer> noEquals) {
        while (at < text.length()) {
            while (at < text.length() && (text.charAt(at) == ',' || LogicalLine.isSpace(text.charAt(at)))) {
                at++;
            }
            int start = at;
            while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ',') {
                at++;
            }
            if (at >= text.length() || text.charAt(at) != '=') {
                noEquals.accept(start, at);
                return false;
            }
            at++;
            while (at < text.length() && LogicalLine.isSpace(text.charAt(at))) {
                at++;
            }
            Munch.Munched value = Munch.munch(text, at, ',');
            at = value.end();
            each.accept(new Field(text.charAt(start), value.text(), start, at));
        }
        return true;
    }

    LogicalLine line() {
        return line;
    }
}
