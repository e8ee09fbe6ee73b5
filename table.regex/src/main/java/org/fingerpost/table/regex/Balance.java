package org.fingerpost.table.regex;

/** Whether quotes, parentheses and angle brackets of a text are in pairs, and blanks are quoted. Confined to one call. */
final class Balance {

    private int angles;
    private int comments;
    private boolean quoted;
    private boolean escaped;
    private boolean blank;

    void add(String text) {
        text.chars().forEach(this::add);
    }

    private void add(int c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted) {
            comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            angles += c == '<' ? 1 : c == '>' ? -1 : 0;
            blank |= c == ' ';
        }
    }

    boolean isEven() {
        return angles == 0 && comments == 0 && !quoted && !escaped && !blank;
    }
}
