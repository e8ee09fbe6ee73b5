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
        int blank = line.indexOf(' ');
        String verb = blank < 0 ? line : line.substring(0, blank);
        return new CommandLine(verb.toUpperCase(Locale.ROOT), line.substring(verb.length()).strip());
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
