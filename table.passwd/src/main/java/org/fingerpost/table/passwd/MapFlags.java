package org.fingerpost.table.passwd;

import java.util.List;
import java.util.Locale;

import org.fingerpost.api.table.TableException;

/**
 * What stands after the type of a {@code K} line: flags as sendmail has them (Installation and Operation Guide §5.7).
 *
 * @param field         {@code -v}: index of the field that is the value
 * @param foldCase      not {@code -f}: names are looked up in small letters
 * @param matchOnly     {@code -m}: the result is the key
 * @param append        {@code -aX}: appended to what is found
 * @param troubleSuffix {@code -TX}: in trouble the result is the key with this appended; null for none
 * @param troubleAbsent {@code -t}: in trouble the key counts as absent
 */
record MapFlags(int field, boolean foldCase, boolean matchOnly, String append, String troubleSuffix, boolean troubleAbsent) {

    private static final List<String> FIELDS = List.of("name", "passwd", "uid", "gid", "gecos", "dir", "shell");
    /** Taken and without effect: the table is always there, quotes are in no login name, NUL at the end of keys, when to open. */
    private static final String WITHOUT_EFFECT = "oqANOD";

    static MapFlags parse(String arguments) throws TableException {
        Words words = new Words();
        for (String word : arguments.strip().replaceAll("(?<!\\S)-v\\s+", "-v").split("\\s+")) { // sendmail skips that blank too
            words.flag(word);
        }
        return new MapFlags(words.field, !words.has('f'), words.has('m'), words.append, words.troubleSuffix, words.has('t'));
    }

    /** Collects the flags of one line. */
    private static final class Words {

        private final StringBuilder plain = new StringBuilder();
        private int field;
        private String append = "";
        private String troubleSuffix;

        void flag(String word) throws TableException {
            if (word.startsWith("-v")) {
                field = field(word.substring(2));
            } else if (word.startsWith("-a")) {
                append = word.substring(2);
            } else if (word.startsWith("-T")) {
                troubleSuffix = word.substring(2);
            } else if (word.length() == 2 && word.charAt(0) == '-' && ("fmt" + WITHOUT_EFFECT).indexOf(word.charAt(1)) >= 0) {
                plain.append(word.charAt(1));
            } else if (!word.isEmpty()) {
                throw new TableException("unexpected " + word + "; -vFIELD -f -m -t -aTEXT -TTEXT are known");
            }
        }

        /** By name only: sendmail takes no number here. */
        private static int field(String text) throws TableException {
            int index = FIELDS.indexOf(text.toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new TableException("unknown column name " + text + "; one of " + String.join(", ", FIELDS) + " is expected");
            }
            return index;
        }

        private boolean has(char letter) {
            return plain.indexOf(String.valueOf(letter)) >= 0;
        }
    }
}
