package org.fingerpost.table.standard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableException;

/**
 * What stands after the type of a {@code K} line, flags first (sendmail's Installation and Operation Guide §5.12), and what the
 * flags that all types share make of keys and answers. Immutable.
 */
final class MapFlags {

    /** Without a value. {@code A}, {@code D}, {@code N} and {@code O} have no effect: NUL at the end of keys, and when to open. */
    private static final String PLAIN = "ADNOfmoqt";
    /** With a value in the same word: appended text, columns, time-out, priority, blank, appended text in trouble, delimiter. */
    private static final String VALUED = "LSTadkrsvz";

    private final Map<Character, String> flags = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    private MapFlags() {
    }

    static MapFlags parse(String arguments) throws TableException {
        MapFlags parsed = new MapFlags();
        for (String word : arguments.strip().split("\\s+")) {
            if (parsed.words.isEmpty() && word.startsWith("-")) {
                parsed.flag(word);
            } else if (!word.isEmpty()) {
                parsed.words.add(word);
            }
        }
        return parsed;
    }

    private void flag(String word) throws TableException {
        char letter = word.length() > 1 ? word.charAt(1) : ' ';
        boolean plain = PLAIN.indexOf(letter) >= 0 && word.length() == 2;
        if (!plain && VALUED.indexOf(letter) < 0) {
            throw new TableException("unknown flag " + word + "; known are, without a value, " + PLAIN + ", and with one " + VALUED);
        }
        flags.put(letter, word.substring(2));
    }

    boolean has(char letter) {
        return flags.containsKey(letter);
    }

    /** Empty if the flag is absent. */
    String value(char letter) {
        return flags.getOrDefault(letter, "");
    }

    /** What stands after the flags: mostly a file and its arguments. */
    List<String> words() {
        return words;
    }

    /** The first word after the flags. */
    String file() throws TableException {
        if (words.isEmpty()) {
            throw new TableException("no file name");
        }
        return words.get(0);
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

    /** The answer for a key that is there: {@code -m} puts the key in place of the value, {@code -a} appends. */
    Lookup found(String key, String value, List<String> arguments) {
        return literally(has('m') ? key : Substitution.of(value, key, arguments));
    }

    /** The same for a value in which {@code %1} is no argument. */
    Lookup literally(String value) {
        return new Lookup.Found(value + value('a'));
    }

    /** The answer when the table cannot say: {@code -T} gives the key with a text appended, {@code -t} makes it absent. */
    Lookup trouble(String key, String reason) {
        if (has('T')) {
            return new Lookup.Found(key + value('T'));
        }
        return has('t') ? Lookup.NOT_FOUND : new Lookup.Unavailable(reason);
    }
}
