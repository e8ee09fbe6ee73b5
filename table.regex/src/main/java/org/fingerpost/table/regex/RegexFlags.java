package org.fingerpost.table.regex;

import java.util.HashMap;
import java.util.Map;


/**
 * What stands after the type of a {@code K} line: flags as sendmail's regex map has them, then the expression.
 *
 * @param flags      by letter, with what follows it in the same word
 * @param expression the rest of the line, blanks included
 */
record RegexFlags(Map<Character, String> flags, String expression) {

    /** Letters that mean nothing here are taken, as sendmail takes them. */
    static RegexFlags parse(String arguments) {
        Map<Character, String> flags = new HashMap<>();
        String rest = arguments.stripLeading();
        while (rest.startsWith("-")) {
            String word = rest.split("\\s", 2)[0];
            char letter = word.length() > 1 ? word.charAt(1) : ' ';
            flags.put(letter, word.substring(Math.min(2, word.length())));
            rest = rest.substring(word.length()).stripLeading();
        }
        return new RegexFlags(flags, rest);
    }

    boolean has(char letter) {
        return flags.containsKey(letter);
    }

    /** Empty if the flag is absent. */
    String value(char letter) {
        return flags.getOrDefault(letter, "");
    }
}
