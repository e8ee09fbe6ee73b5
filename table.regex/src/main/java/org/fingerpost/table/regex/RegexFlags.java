package org.fingerpost.table.regex;

import java.util.HashMap;
import java.util.Map;

import org.fingerpost.api.table.TableException;

/**
 * What stands after the type of a {@code K} line: flags as sendmail's regex map has them, then the expression.
 *
 * @param flags      by letter, with what follows it in the same word
 * @param expression the rest of the line, blanks included
 */
record RegexFlags(Map<Character, String> flags, String expression) {

    /** {@code D} and {@code S} mean something to the router, not here. */
    private static final String PLAIN = "Dbfmnq";
    private static final String VALUED = "Sads";

    static RegexFlags parse(String arguments) throws TableException {
        Map<Character, String> flags = new HashMap<>();
        String rest = arguments.stripLeading();
        while (rest.startsWith("-")) {
            String word = rest.split("\\s", 2)[0];
            char letter = word.length() > 1 ? word.charAt(1) : ' ';
            if (VALUED.indexOf(letter) < 0 && !(PLAIN.indexOf(letter) >= 0 && word.length() == 2)) {
                throw new TableException("unknown flag " + word + "; -n -f -b -m -q -D -sFIELDS -dDELIMITER -aTEXT -SC are known");
            }
            flags.put(letter, word.substring(2));
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

    /** The key without its quotes and backslashes, unless {@code -q} says that they belong to it. */
    String key(String written) {
        if (has('q')) {
            return written;
        }
        StringBuilder key = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                key.append(written.charAt(++i));
            } else if (c != '"') {
                key.append(c);
            }
        }
        return key.toString();
    }
}
