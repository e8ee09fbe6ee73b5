package org.fingerpost.alias.dbm;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The lines that makemap reads: a key, white space or the delimiter, a value. A line that makes no sense is reported and left
 * out. Confined to one run.
 */
final class MapInput {

    /**
     * @param fold      keys in small letters: not {@code -f}
     * @param empty     a key without a value is one: {@code -e}
     * @param duplicate of equal keys the first counts, without a word: {@code -d}
     * @param replace   of equal keys the last counts: {@code -r}
     * @param comment   what a line of comment begins with: {@code -D}
     * @param delimiter between key and value: {@code -t}; NUL for white space
     */
    record Form(boolean fold, boolean empty, boolean duplicate, boolean replace, char comment, char delimiter) {
    }

    private final Form form;
    private final SortedMap<String, String> entries;
    private final Consumer<String> complaints;
    private final Consumer<String> progress;
    private boolean bad;

    /**
     * @param entries    what is there already; lines are added to it
     * @param complaints gets {@code line 3: key x: duplicate key}
     * @param progress   gets each entry
     */
    MapInput(Form form, SortedMap<String, String> entries, Consumer<String> complaints, Consumer<String> progress) {
        this.form = form;
        this.entries = entries;
        this.complaints = complaints;
        this.progress = progress;
    }

    /** Whether all lines made sense. */
    boolean read(BufferedReader reader) throws IOException {
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isEmpty() && line.charAt(0) != form.comment()) {
                add(line, number);
            }
        }
        return !bad;
    }

    private void add(String line, int number) {
        if (form.delimiter() == 0 && Syntax.isBlank(line.charAt(0))) {
            complain(number, "syntax error (leading space)");
            return;
        }
        int end = 0;
        while (end < line.length() && !isDelimiter(line.charAt(end))) {
            end++;
        }
        int begin = end;
        while (begin < line.length() && isDelimiter(line.charAt(begin))) {
            begin++;
        }
        String key = new Keys(form.fold(), true).of(line.substring(0, end));
        String value = line.substring(begin);
        if (value.isEmpty() && !form.empty()) {
            complain(number, "no RHS for LHS " + key);
            return;
        }
        progress.accept("key=`" + key + "', val=`" + value + "'");
        put(key, value, number);
    }

    private void put(String key, String value, int number) {
        if (form.replace()) {
            entries.put(key, value);
        } else if (entries.putIfAbsent(key, value) != null && !form.duplicate()) {
            complain(number, "key " + key + ": duplicate key");
        }
    }

    private boolean isDelimiter(char c) {
        return form.delimiter() == 0 ? Syntax.isBlank(c) : c == form.delimiter();
    }

    private void complain(int number, String what) {
        bad = true;
        complaints.accept("line " + number + ": " + what);
    }
}
