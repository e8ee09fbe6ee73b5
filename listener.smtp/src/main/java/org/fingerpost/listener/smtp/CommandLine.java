package org.fingerpost.listener.smtp;

import java.util.Locale;

/**
 * A command.
 *
 * @param verb     upper case; empty for an empty line
 * @param argument what follows the first blank, without blanks at its two ends; empty if nothing does
 */
record CommandLine(String verb, String argument) {

    static CommandLine of(String line) {
        int blank = line.indexOf(' ');
        String verb = blank < 0 ? line : line.substring(0, blank);
        return new CommandLine(verb.toUpperCase(Locale.ROOT), line.substring(verb.length()).strip());
    }
}
