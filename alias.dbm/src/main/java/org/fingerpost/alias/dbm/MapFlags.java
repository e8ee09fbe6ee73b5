package org.fingerpost.alias.dbm;

import org.fingerpost.api.table.TableException;

/**
 * What stands after the type of a {@code K} line: flags as sendmail has them (Installation and Operation Guide §5.7), then a
 * file.
 *
 * @param file          as written, without {@code .db}
 * @param optional      {@code -o}: an absent file holds nothing, instead of being trouble
 * @param foldCase      not {@code -f}: keys compare without regard to case
 * @param keepQuotes    {@code -q}: quotes in a key belong to it
 * @param matchOnly     {@code -m}: the result is the key
 * @param aliasSyntax   {@code -A}: the text is an aliases file
 * @param append        {@code -aX}: appended to what is found
 * @param troubleSuffix {@code -TX}: in trouble the result is the key with this appended; null for none
 * @param troubleAbsent {@code -t}: in trouble the key counts as absent
 */
record MapFlags(String file, boolean optional, boolean foldCase, boolean keepQuotes, boolean matchOnly, boolean aliasSyntax,
        String append, String troubleSuffix, boolean troubleAbsent) {

    private static final String INDEX_SUFFIX = ".db";
    /** Taken and without effect: NUL at the end of keys, and when to open. */
    private static final String WITHOUT_EFFECT = "NOD";

    static MapFlags parse(String arguments) throws TableException {
        Words words = new Words();
        String rest = arguments.strip();
        while (rest.startsWith("-")) {
            String word = rest.split("\\s", 2)[0];
            words.flag(word);
            rest = rest.substring(word.length()).stripLeading();
        }
        if (rest.isEmpty()) {
            throw new TableException("no file name in \"" + arguments + "\"");
        }
        return words.flags(rest.endsWith(INDEX_SUFFIX) ? rest.substring(0, rest.length() - INDEX_SUFFIX.length()) : rest);
    }

    /** Collects the flags of one line. */
    private static final class Words {

        private final StringBuilder plain = new StringBuilder();
        private String append = "";
        private String troubleSuffix;

        void flag(String word) throws TableException {
            char letter = word.length() > 1 ? word.charAt(1) : ' ';
            String value = word.substring(Math.min(2, word.length()));
            if (letter == 'a') {
                append = value;
            } else if (letter == 'T') {
                troubleSuffix = value;
            } else if (value.isEmpty() && ("ofqmAt" + WITHOUT_EFFECT).indexOf(letter) >= 0) {
                plain.append(letter);
            } else {
                throw new TableException("unknown flag " + word + "; -o -f -q -m -A -t -aTEXT -TTEXT are known");
            }
        }

        MapFlags flags(String file) {
            return new MapFlags(file, has('o'), !has('f'), has('q'), has('m'), has('A'), append, troubleSuffix, has('t'));
        }

        private boolean has(char letter) {
            return plain.indexOf(String.valueOf(letter)) >= 0;
        }
    }
}
