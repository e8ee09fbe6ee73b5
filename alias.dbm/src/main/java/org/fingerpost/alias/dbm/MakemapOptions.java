package org.fingerpost.alias.dbm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What makemap is told.
 *
 * @param append  {@code -o}: to what is there
 * @param dump    {@code -u}: print what is there
 * @param list    {@code -l}: print the types
 * @param map     as written
 */
record MakemapOptions(MapInput.Form form, boolean append, boolean dump, boolean verbose, boolean list, String map) {

    /** The command line makes no sense. */
    static final class UsageException extends Exception {

        static final int STATUS = 64;
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super("makemap: " + message + """

                    usage: makemap [-d] [-e] [-f] [-o] [-r] [-v] [-D commentchar] [-t delimiter] type mapname < text
                           makemap -u type mapname
                           makemap -l
                    """, null, false, false);
        }
    }

    private static final String SUFFIX = ".db";
    private static final Set<String> TYPES = Set.of("hash", "btree", "dbm", "implicit");
    /** {@code N} and {@code s}: without effect; {@code c}, {@code C} and {@code i}: with a value, without effect. */
    private static final String PLAIN = "Ndeflorsuv";
    private static final String VALUED = "CDcit";

    static MakemapOptions parse(String[] args) throws UsageException {
        StringBuilder flags = new StringBuilder();
        char comment = '#';
        char delimiter = 0;
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < args.length && args[at].length() > 1 && args[at].charAt(0) == '-' && !args[at].equals("--")) {
            String word = args[at++];
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                if (PLAIN.indexOf(letter) >= 0) {
                    flags.append(letter);
                    continue;
                }
                if (VALUED.indexOf(letter) < 0) {
                    throw new UsageException("unknown option -" + letter);
                }
                String value = i + 1 < word.length() ? word.substring(i + 1) : at < args.length ? args[at++] : "";
                if (value.isEmpty()) {
                    throw new UsageException("option -" + letter + " needs a value");
                }
                comment = letter == 'D' ? value.charAt(0) : comment;
                delimiter = letter == 't' ? value.charAt(0) : delimiter;
                break;
            }
        }
        words.addAll(List.of(args).subList(at < args.length && args[at].equals("--") ? at + 1 : at, args.length));
        return of(flags.toString(), comment, delimiter, words);
    }

    private static MakemapOptions of(String flags, char comment, char delimiter, List<String> words) throws UsageException {
        boolean list = flags.indexOf('l') >= 0;
        if (!list && words.size() != 2) {
            throw new UsageException("a type and the name of a map are expected");
        }
        if (!list && !TYPES.contains(words.get(0).toLowerCase(Locale.ROOT))) {
            throw new UsageException("unknown type " + words.get(0) + "; hash, btree, dbm and implicit are known");
        }
        MapInput.Form form = new MapInput.Form(flags.indexOf('f') < 0, flags.indexOf('e') >= 0, flags.indexOf('d') >= 0,
                flags.indexOf('r') >= 0, comment, delimiter);
        return new MakemapOptions(form, flags.indexOf('o') >= 0, flags.indexOf('u') >= 0, flags.indexOf('v') >= 0, list,
                list ? "" : words.get(1));
    }

    /** The text that a table of this name has, whether or not it is there. */
    Path text() {
        return Path.of(map.endsWith(SUFFIX) ? map.substring(0, map.length() - SUFFIX.length()) : map);
    }

    Path index() {
        return text().resolveSibling(text().getFileName() + SUFFIX);
    }
}
