package org.fingerpost.listener.smtp;

import java.util.Locale;

/**
 * A command.
 *
 * @param verb     upper case; empty for an empty line
 * @param argument what follows the first blank, without blanks at its two ends; empty if nothing does
 */
record CommandLine(String verb, String argument) {

    private static final int MAX_NAME = 255;

    static CommandLine of(String line) {
        int end = 0;
        while (end < line.length() && !isBlank(line.charAt(end))) {
            end++;
        }
        return new CommandLine(line.substring(0, end).toUpperCase(Locale.ROOT), trim(line.substring(end)));
    }

    /** Blanks only: other octets that Unicode takes for white space are the client's. */
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    void requireNoArgument() throws BadCommand {
        if (!argument.isEmpty()) {
            throw new BadCommand(501, "5.5.4", "no argument expected");
        }
    }

    /** The argument of HELO and EHLO. */
    String hostName() throws BadCommand {
        if (argument.isEmpty() || argument.length() > MAX_NAME || !argument.chars().allMatch(CommandLine::isNameChar)) {
            throw new BadCommand(501, "5.5.4", "expected a host name or an address literal");
        }
        return argument;
    }

    /** Loose, since many clients have no proper name; but what would have a meaning of its own in a Received field is refused. */
    private static boolean isNameChar(int c) {
        return c > ' ' && c <= '~' && "()<>@,;\\\"".indexOf(c) < 0;
    }
}
