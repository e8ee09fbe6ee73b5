package org.fingerpost.core.rewrite;

/**
 * How sendmail reads the name of a rule set: letters, digits and underscores; what follows them does not count. One that begins
 * with a digit is a number, and what follows the digits does not count.
 *
 * @param text    the name without what does not count
 * @param problem why it can name no rule set, in sendmail's words; empty if it can
 */
record RuleSetName(String text, String problem) {

    /** Numbers are below it. */
    private static final int NUMBERS = 100;
    private static final int MAX_DIGITS = 9;
    private static final int MAX_SHOWN = 20;

    static RuleSetName of(String written) {
        String trimmed = written.strip();
        int end = end(trimmed, false);
        if (end == 0) {
            String shown = trimmed.substring(0, Math.min(MAX_SHOWN, trimmed.length()));
            return new RuleSetName("", "invalid ruleset name: \"" + shown + "\"");
        }
        return isDigit(trimmed.charAt(0)) ? number(trimmed.substring(0, end(trimmed, true)))
                : new RuleSetName(trimmed.substring(0, end), "");
    }

    private static RuleSetName number(String digits) {
        int number = digits.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
        return new RuleSetName(String.valueOf(number), number < NUMBERS ? ""
                : "bad ruleset " + number + " (" + NUMBERS + " max)");
    }

    boolean isNumber() {
        return !text.isEmpty() && isDigit(text.charAt(0));
    }

    private static int end(String text, boolean digits) {
        int end = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || !digits && isLetter(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
