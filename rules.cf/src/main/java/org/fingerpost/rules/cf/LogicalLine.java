package org.fingerpost.rules.cf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.Location;

/**
 * A line with those that continue it, and where each of its characters stands in the file. Continuations are joined by LF and the
 * white space that they begin with. Immutable.
 */
final class LogicalLine {

    private final Path file;
    private final int number;
    private final String text;
    /** Of each character: line × 2^20 + column, both from 1 but for the line, which counts from the first. */
    private final long[] places;

    private LogicalLine(Path file, int number, String text, long[] places) {
        this.file = file;
        this.number = number;
        this.text = text;
        this.places = places;
    }

    static LogicalLine of(Path file, int number, String text) {
        long[] places = new long[text.length()];
        int line = 0;
        int column = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = (long) line << 20 | ++column;
            if (text.charAt(i) == '\n') {
                line++;
                column = 0;
            }
        }
        return new LogicalLine(file, number, text, places);
    }

    String text() {
        return text;
    }

    /** What kind of line it is; 0 if it is empty. */
    char kind() {
        return text.isEmpty() ? 0 : text.charAt(0);
    }

    /** All but the first character. */
    String rest() {
        return text.isEmpty() ? "" : text.substring(1);
    }

    /** What sendmail prints of something in this line: it counts the lines up to the last one of those that continue it. */
    String printed(String... texts) {
        long last = number + text.chars().filter(c -> c == '\n').count();
        return Arrays.stream(texts).map(words -> file + ": line " + last + ": " + words).collect(Collectors.joining("\n"));
    }

    /** The line as a whole. */
    Location where() {
        return new Location(file, number, 0);
    }

    /** The place of a character; beyond the end that of the last one. */
    Location where(int index) {
        if (places.length == 0) {
            return where();
        }
        long place = places[Math.min(index, places.length - 1)];
        return new Location(file, number + (int) (place >> 20), (int) (place & 0xfffff));
    }

    /**
     * Without its comment: from a {@code #} and the white space before it to the end of that line, unless it is written
     * {@code \#}, or is the operator {@code $#}, or the whole line is a comment. White space at the end goes too.
     */
    LogicalLine withoutComments() {
        StringBuilder kept = new StringBuilder(text.length());
        long[] origins = new long[text.length()];
        boolean comment = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (comment && c != '\n') {
                continue;
            }
            comment = false;
            char before = i == 0 ? 0 : text.charAt(i - 1);
            if (c == '#' && i > 0 && before == '\\') {
                kept.setLength(kept.length() - 1);
            } else if (c == '#' && i > 0 && before != '$') {
                comment = true;
                stripEnd(kept, "\n");
                continue;
            }
            origins[kept.length()] = places[i];
            kept.append(c);
        }
        stripEnd(kept, "");
        return new LogicalLine(file, number, kept.toString(), Arrays.copyOf(origins, kept.length()));
    }

    /** Without the white space at its end. */
    LogicalLine stripped() {
        StringBuilder kept = new StringBuilder(text);
        stripEnd(kept, "");
        return new LogicalLine(file, number, kept.toString(), Arrays.copyOf(places, kept.length()));
    }

    private static void stripEnd(StringBuilder text, String except) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1)) && except.indexOf(text.charAt(end - 1)) < 0) {
            end--;
        }
        text.setLength(end);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    @Override
    public String toString() {
        return where() + " " + text;
    }
}
