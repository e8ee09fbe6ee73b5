package org.fingerpost.rules.cf;

/**
 * What is done to every line before it is looked at, whatever kind it is: comments go, a dollar sign that begins the name of a
 * macro or an operator becomes {@link Sign#DOLLAR}, {@code $$} becomes a dollar sign that is text, and names of macros are
 * checked.
 */
final class Translation {

    /** Before this level a {@code #} in the middle of a line is an ordinary character. */
    private static final int COMMENTS_LEVEL = 3;
    /** After a dollar sign and one of these the name of a macro or class follows. */
    private static final String NAMED = "=~&?";

    private final LogicalLine line;
    private final String text;
    private final boolean comments;
    private final Problems problems;
    private final StringBuilder kept;
    private final int[] origins;
    private int at;

    private Translation(LogicalLine line, int level, Problems problems) {
        this.line = line;
        this.text = line.text();
        this.comments = level >= COMMENTS_LEVEL;
        this.problems = problems;
        this.kept = new StringBuilder(text.length());
        this.origins = new int[text.length() + 2];
    }

    static LogicalLine of(LogicalLine line, int level, Problems problems) {
        String text = line.text();
        return text.indexOf('$') < 0 && text.indexOf('#') < 0 ? line.stripped() : new Translation(line, level,
                problems).translated();
    }

    private LogicalLine translated() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '$' && at + 1 < text.length()) {
                dollar();
            } else if (c == '#' && at > 0 && comments) {
                number();
            } else {
                keep(c, at++);
            }
        }
        strip("");
        return line.translated(kept, origins);
    }

    private void keep(char c, int origin) {
        origins[kept.length()] = origin;
        kept.append(c);
    }

    /** A comment goes to the end of its line, not of those that continue it. */
    private void number() {
        if (text.charAt(at - 1) == '\\') {
            kept.setLength(kept.length() - 1);
            keep('#', at++);
            return;
        }
        strip("\n");
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void dollar() {
        int start = at++;
        char next = text.charAt(at);
        if (next == '$') {
            keep('$', start);
            at++;
            return;
        }
        keep(Sign.DOLLAR, start);
        if (NAMED.indexOf(next) >= 0) {
            keep(next, at++);
        }
        Names.reported(line, text, at, start, problems).ifPresentOrElse(name -> {
            at = name.end();
            name.spelled().chars().forEach(c -> keep((char) c, at - 1));
        }, () -> at = text.length()); // as sendmail, which puts a NUL there
    }

    private void strip(String except) {
        int end = kept.length();
        while (end > 1 && LogicalLine.isSpace(kept.charAt(end - 1)) && except.indexOf(kept.charAt(end - 1)) < 0) {
            end--;
        }
        kept.setLength(end);
    }
}
