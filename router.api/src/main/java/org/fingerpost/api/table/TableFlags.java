package org.fingerpost.api.table;

import java.util.List;

/**
 * What stands after the type of a {@code K} line, flags first (sendmail's Installation and Operation Guide §5.12), and what the
 * flags that most types share make of keys and answers. Immutable.
 *
 * <pre>{@code
 * -a TEXT  appended to what is found             -m      the key instead of the value
 * -o       the file may be absent                -q      quotes in a key belong to it
 * -f       keys keep their case                  -t      in trouble the key counts as absent
 * -T TEXT  in trouble: the key with TEXT         -k N -v N -z C   columns and what is between them
 * -S C     what stands for a blank in a key      -A -D -N -O      taken, without effect
 * }</pre>
 *
 * Text stands in the same word as its letter; a letter without a value ends its flag, whatever else the word holds. Letters that
 * mean nothing to a type are passed over, as in sendmail; whoever reads the policy says what is wrong with them.
 */
public final class TableFlags {

    private static final String VALUED = "STadkvz";
    /** A blank may stand before the values of these. */
    private static final String SPACED = "kv";
    /** Absent for rules, and EX_TEMPFAIL for people who try the table. */
    private static final Lookup NOT_NOW = new Lookup.NotFound(75);
    private static final int LETTERS = 128;

    /** By letter; null for a flag that is absent. */
    private final String[] flags = new String[LETTERS];
    private final String rest;

    private TableFlags(String arguments, String more) throws TableException {
        FlagWords words = new FlagWords(arguments);
        while (words.hasFlag()) {
            char letter = words.letter();
            if (SPACED.indexOf(letter) >= 0 || more.indexOf(letter) >= 0) {
                put(letter, words.value());
            } else if (VALUED.indexOf(letter) >= 0) {
                put(letter, words.word());
            } else {
                words.word();
                put(letter, "");
            }
        }
        rest = words.rest();
    }

    private void put(char letter, String value) {
        if (letter < LETTERS) {
            flags[letter] = value;
        }
    }

    /** The flags that most types share. */
    public static TableFlags parse(String arguments) throws TableException {
        return new TableFlags(arguments, "");
    }

    /**
     * The same and the type's own flags.
     *
     * @param more letters that have a value; it may stand after a blank and be in quotes
     * @throws TableException if a quote is not closed
     */
    public static TableFlags parse(String arguments, String more) throws TableException {
        return new TableFlags(arguments, more);
    }

    public boolean has(char letter) {
        return flags[letter] != null;
    }

    /** Empty if the flag is absent, or has no value. */
    public String value(char letter) {
        return flags[letter] == null ? "" : flags[letter];
    }

    /** The delimiter that {@code -z} names, {@code \t} and {@code \n} for a tab and a new line; empty if it names none. */
    public String delimiter() {
        String written = value('z');
        if (!written.startsWith("\\")) {
            return written.isEmpty() ? "" : written.substring(0, 1);
        }
        char c = written.length() > 1 ? written.charAt(1) : '\\';
        return c == 't' ? "\t" : c == 'n' ? "\n" : "\\";
    }

    /** What stands after the flags, as it is written. */
    public String rest() {
        return rest;
    }

    /** The words of {@link #rest}: mostly a file and its arguments. */
    public List<String> words() {
        return rest.isEmpty() ? List.of() : List.of(rest.split("\\s+"));
    }

    /** The first word after the flags. */
    public String file() throws TableException {
        if (rest.isEmpty()) {
            throw new TableException("no file name");
        }
        return words().get(0);
    }

    /** ASCII letters become small, unless {@code -f} says that they stay. Other octets stay: they may be parts of UTF-8. */
    public String folded(String key) {
        return has('f') ? key : small(key);
    }

    /** With small letters in the place of the capitals of ASCII. */
    public static String small(String text) {
        StringBuilder small = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                small = small == null ? new StringBuilder(text) : small;
                small.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return small == null ? text : small.toString();
    }

    /** The answer for a key that is there: {@code -m} puts the key in place of the value, {@code -a} appends. */
    public Lookup found(String key, String value, List<String> arguments) {
        return literally(has('m') ? key : Substitution.of(value, key, arguments));
    }

    /** The same for a value in which {@code %1} is no argument. */
    public Lookup literally(String value) {
        return new Lookup.Found(value + value('a'));
    }

    /** The answer when whom the table asks cannot say now: {@code -T} gives the key with a text, {@code -t} makes it absent. */
    public Lookup trouble(String key, String reason) {
        return has('T') ? new Lookup.Found(key + value('T')) : notOpen(reason);
    }

    /** The answer when there is nothing to ask: {@code -t} makes the key absent; {@code -T} does not count, as in sendmail. */
    public Lookup notOpen(String reason) {
        return has('t') ? NOT_NOW : new Lookup.Unavailable(reason);
    }
}
