package org.fingerpost.table.text;

import org.fingerpost.api.table.TableException;

/**
 * What stands after the type of a {@code K} line: flags as sendmail has them (Installation and Operation Guide §5.7), then a
 * file.
 *
 * @param file          as written
 * @param columns       {@code -k}, {@code -v} and {@code -z}
 * @param optional      {@code -o}: an absent file holds nothing, instead of being trouble
 * @param keepQuotes    {@code -q}: quotes in a key belong to it
 * @param blank         {@code -Sx}: what stands for a blank between the words of a key
 * @param matchOnly     {@code -m}: the result is the key
 * @param append        {@code -aX}: appended to what is found
 * @param troubleSuffix {@code -TX}: in trouble the result is the key with this appended; null for none
 * @param troubleAbsent {@code -t}: in trouble the key counts as absent
 */
record MapFlags(String file, Columns columns, boolean optional, boolean keepQuotes, char blank, boolean matchOnly, String append,
        String troubleSuffix, boolean troubleAbsent) {

    /**
     * Taken and without effect: {@code -f}, for sendmail compares the keys of text maps without regard to case even with it;
     * {@code -A}, NUL at the end of keys, and when to open.
     */
    private static final String WITHOUT_EFFECT = "fANOD";

    static MapFlags parse(String arguments) throws TableException {
        Words words = new Words();
        String rest = arguments.strip();
        while (rest.startsWith("-")) {
            String word = rest.split("\\s", 2)[0];
            rest = rest.substring(word.length()).stripLeading();
            String next = rest.split("\\s", 2)[0];
            if ((word.equals("-k") || word.equals("-v")) && next.matches("\\d+")) {
                word += next; // sendmail skips the blank too
                rest = rest.substring(next.length()).stripLeading();
            }
            words.flag(word);
        }
        if (rest.isEmpty()) {
            throw new TableException("no file name in \"" + arguments + "\"");
        }
        return words.flags(rest);
    }

    /** Collects the flags of one line. */
    private static final class Words {

        private final StringBuilder plain = new StringBuilder();
        private String append = "";
        private String troubleSuffix;
        private int keyColumn;
        private int valueColumn;
        private char delimiter = Columns.WHITE_SPACE;
        private char blank = ' ';

        void flag(String word) throws TableException {
            char letter = word.length() > 1 ? word.charAt(1) : ' ';
            String value = word.substring(Math.min(2, word.length()));
            switch (letter) {
                case 'a' -> append = value;
                case 'T' -> troubleSuffix = value;
                case 'k' -> keyColumn = column(word, value);
                case 'v' -> valueColumn = column(word, value);
                case 'z' -> delimiter = delimiter(value);
                case 'S' -> blank = value.isEmpty() ? ' ' : value.charAt(0);
                default -> plain(word, letter, value);
            }
        }

        private void plain(String word, char letter, String value) throws TableException {
            if (!value.isEmpty() || ("oqmt" + WITHOUT_EFFECT).indexOf(letter) < 0) {
                throw new TableException("unknown flag " + word + "; -o -f -q -m -t -kN -vN -zC -SC -aTEXT -TTEXT are known");
            }
            plain.append(letter);
        }

        private static int column(String word, String value) throws TableException {
            if (!value.matches("\\d{1,3}")) {
                throw new TableException("flag " + word + ": the number of a column, from 0, is expected");
            }
            return Integer.parseInt(value);
        }

        private static char delimiter(String value) {
            return switch (value) {
                case "" -> ' ';
                case "\\t" -> '\t';
                case "\\n" -> '\n';
                default -> value.charAt(0);
            };
        }

        MapFlags flags(String file) {
            return new MapFlags(file, new Columns(keyColumn, valueColumn, delimiter), has('o'), has('q'), blank, has('m'), append,
                    troubleSuffix, has('t'));
        }

        private boolean has(char letter) {
            return plain.indexOf(String.valueOf(letter)) >= 0;
        }
    }
}
