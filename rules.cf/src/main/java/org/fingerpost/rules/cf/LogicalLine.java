package org.fingerpost.rules.cf;

import java.nio.file.Path;
import java.util.Arrays;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Problem;

/**
 * A line with those that continue it, and where each of its characters stands in the file. Continuations are joined by LF and the
 * white space that they begin with. Immutable.
 */
final class LogicalLine {

    private final Path file;
    private final int number;
    private final String written;
    private final String text;
    /** Of each character of the text its index in what is written; null if nothing but the end differs. */
    private final int[] origins;

    private LogicalLine(Path file, int number, String written, String text, int[] origins) {
        this.file = file;
        this.number = number;
        this.written = written;
        this.text = text;
        this.origins = origins;
    }

    static LogicalLine of(Path file, int number, String text) {
        return new LogicalLine(file, number, text, text, null);
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

    /** Where something that is wrong in this line begins: the line is what is wrong. */
    Problem error(String message) {
        return Problem.error(new Location(file, number, 0), message).at(physical(0), "");
    }

    /** The word at this index is wrong. */
    Problem error(int index, String message) {
        int end = index;
        while (end < text.length() && !isSpace(text.charAt(end))) {
            end++;
        }
        return error(index, end, message);
    }

    /** The characters from {@code from} to {@code to}, which is exclusive, are wrong. */
    Problem error(int from, int to, String message) {
        int start = origin(from);
        int end = Math.max(start, origin(to));
        int lineStart = written.lastIndexOf('\n', start - 1) + 1;
        String line = physical(lineStart);
        String token = line.substring(Math.min(start - lineStart, line.length()), Math.min(end - lineStart, line.length()));
        return Problem.error(where(from), message).at(line, token);
    }

    private String physical(int start) {
        int end = written.indexOf('\n', start);
        return written.substring(start, end < 0 ? written.length() : end);
    }

    /** The line as a whole. */
    Location where() {
        return new Location(file, number, 0);
    }

    /** The place of a character; beyond the end that after the last one. */
    Location where(int index) {
        int start = origin(index);
        int lines = 0;
        int lineStart = 0;
        for (int lf = written.indexOf('\n'); lf >= 0 && lf < start; lf = written.indexOf('\n', lf + 1)) {
            lines++;
            lineStart = lf + 1;
        }
        return new Location(file, number + lines, start - lineStart + 1);
    }

    private int origin(int index) {
        if (origins == null) {
            return Math.min(index, text.length());
        }
        return index < origins.length ? origins[index] : origins.length == 0 ? 0 : origins[origins.length - 1] + 1;
    }

    /** What sendmail prints of something in this line: it counts the lines up to the last one of those that continue it. */
    String printed(String words) {
        long last = number + written.chars().filter(c -> c == '\n').count();
        return file + ": line " + last + ": " + Sign.printed(words);
    }

    /** The same line with its text translated. */
    LogicalLine translated(CharSequence to, int[] from) {
        return new LogicalLine(file, number, written, to.toString(), Arrays.copyOf(from, to.length()));
    }

    /** Without the white space at its end, but for the first character. */
    LogicalLine stripped() {
        int end = text.length();
        while (end > 1 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end == text.length() ? this : new LogicalLine(file, number, written, text.substring(0, end), origins);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    @Override
    public String toString() {
        return where() + " " + text;
    }
}
