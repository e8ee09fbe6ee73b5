package org.fingerpost.table.regex;

import java.util.ArrayDeque;
import java.util.Deque;

import org.fingerpost.api.table.TableException;

/**
 * Writes a regular expression of POSIX (IEEE 1003.1 §9, with the few letters that the GNU library adds) as RE2/J has it. Every
 * part is written out, so that no syntax of RE2/J that POSIX does not know can slip in: {@code (?}, {@code *?}, {@code \d}.
 * Confined to one call.
 */
final class PosixExpression {

    private static final int MAX_LENGTH = 8192;
    private static final int MAX_REPEAT = 1000;
    /** Parts with all their repetitions written out, which is what RE2/J makes of them: {@code (a{1000}){1000}}. */
    private static final long MAX_PARTS = 10_000;

    private final String source;
    private final boolean extended;
    private final boolean ignoreCase;
    private final StringBuilder out = new StringBuilder();
    /** The groups that are open. */
    private final Deque<Start> groups = new ArrayDeque<>();
    private int at;
    /** Where the last part begins that can be repeated; null if there is none. */
    private Start atom;
    private boolean repeated;
    private long parts;

    /**
     * The beginning of a part.
     *
     * @param where in what is written
     * @param parts how many there were before it
     */
    private record Start(int where, long parts) {
    }

    private PosixExpression(String source, boolean extended, boolean ignoreCase) {
        this.source = source;
        this.extended = extended;
        this.ignoreCase = ignoreCase;
    }

    /**
     * @param extended   else basic: {@code \(}, {@code \{} and no {@code +}
     * @param ignoreCase of ASCII letters; all other octets are themselves
     * @throws TableException if it is none, or cannot be matched in linear time: {@code \1}
     */
    static String translate(String source, boolean extended, boolean ignoreCase) throws TableException {
        if (source.length() > MAX_LENGTH) {
            throw new TableException("the expression is too long, " + MAX_LENGTH + " characters at most");
        }
        return new PosixExpression(source, extended, ignoreCase).translate();
    }

    private String translate() throws TableException {
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c == '\\') {
                escape();
            } else if (c == '[') {
                part(new Bracket(source, at, ignoreCase));
            } else if (c == '.') {
                part(".");
            } else if (c == '*') {
                star();
            } else if (c == '^' && (extended || atBeginning())) {
                anchor("\\A");
            } else if (c == '$' && (extended || atEnd())) {
                anchor("\\z");
            } else if (extended && "(){+?|".indexOf(c) >= 0) {
                operator(c);
            } else {
                literal(c);
            }
        }
        if (!groups.isEmpty()) {
            throw error("a parenthesis is not closed");
        }
        return out.toString();
    }

    /** After a backslash. */
    private void escape() throws TableException {
        if (at == source.length()) {
            throw error("a backslash stands at the end");
        }
        char c = source.charAt(at++);
        if (c >= '1' && c <= '9') {
            throw error("\\" + c + " is not supported: it cannot be matched in linear time");
        }
        if (!extended && "(){+?|".indexOf(c) >= 0) {
            operator(c);
            return;
        }
        switch (c) {
            case 'w' -> part("[0-9A-Za-z_]");
            case 'W' -> part("[^0-9A-Za-z_]");
            case 's' -> part("[\\t-\\r ]");
            case 'S' -> part("[^\\t-\\r ]");
            case 'b', '<', '>' -> anchor("\\b");
            case 'B' -> anchor("\\B");
            case '`' -> anchor("\\A");
            case '\'' -> anchor("\\z");
            default -> literal(c);
        }
    }

    private void operator(char c) throws TableException {
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '{' -> interval();
            case '|' -> {
                out.append('|');
                atom = null;
            }
            default -> repeat(String.valueOf(c), 1);
        }
    }

    private void open() {
        groups.push(new Start(out.length(), parts++));
        out.append('(');
        atom = null;
    }

    private void close() throws TableException {
        if (groups.isEmpty()) {
            if (!extended) {
                throw error("a parenthesis was not opened");
            }
            literal(')'); // POSIX has it stand for itself
            return;
        }
        out.append(')');
        atom = groups.pop();
        repeated = false;
    }

    /** In a basic expression a star with nothing before it is one. */
    private void star() throws TableException {
        if (!extended && atom == null) {
            literal('*');
        } else {
            repeat("*", 1);
        }
    }

    /** {@code {2}}, {@code {2,}}, {@code {2,3}}, and {@code {,3}} as GNU has it; after the opening brace. */
    private void interval() throws TableException {
        int end = source.indexOf(extended ? "}" : "\\}", at);
        String inside = end < 0 ? "" : source.substring(at, end);
        if (!inside.matches("\\d{1,4}(,\\d{0,4})?|,\\d{1,4}")) {
            throw error("the braces hold no numbers");
        }
        at = end + (extended ? 1 : 2);
        String[] bounds = inside.split(",", -1);
        int least = bounds[0].isEmpty() ? 0 : Integer.parseInt(bounds[0]);
        boolean open = bounds.length > 1 && bounds[1].isEmpty();
        int most = open || bounds.length == 1 ? least : Integer.parseInt(bounds[1]);
        if (most < least || most > MAX_REPEAT) {
            throw error("{" + inside + "}: at most " + MAX_REPEAT + ", the smaller number first");
        }
        repeat("{" + least + (open ? "," : most == least ? "" : "," + most) + "}", most + 1);
    }

    /** What is repeated already is put into a group of its own, for {@code +?} means something else to RE2/J. */
    private void repeat(String operator, int times) throws TableException {
        if (atom == null) {
            throw error(operator + " has nothing to repeat");
        }
        parts += (parts - atom.parts) * (times - 1);
        if (parts > MAX_PARTS) {
            throw error("too many repetitions");
        }
        if (repeated) {
            out.insert(atom.where, "(?:").append(')');
        }
        out.append(operator);
        repeated = true;
    }

    private void literal(char c) {
        boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        if (ignoreCase && letter) {
            part("[" + c + (char) (c ^ 0x20) + "]");
        } else if (letter || c >= '0' && c <= '9') {
            part(String.valueOf(c));
        } else {
            part(Bracket.octet(c));
        }
    }

    private void part(Bracket bracket) throws TableException {
        part(bracket.translate());
        at = bracket.end();
    }

    private void part(String text) {
        atom = new Start(out.length(), parts++);
        out.append(text);
        repeated = false;
    }

    private void anchor(String text) {
        out.append(text);
        atom = null;
    }

    /** Whether a caret of a basic expression is an anchor: where the expression, a group or an alternative begins. */
    private boolean atBeginning() {
        return at == 1 || source.startsWith("\\(", at - 3) || source.startsWith("\\|", at - 3);
    }

    private boolean atEnd() {
        return at == source.length() || source.startsWith("\\)", at) || source.startsWith("\\|", at);
    }

    private TableException error(String what) {
        return new TableException("expression " + source + ": " + what);
    }
}
