package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.io.InputStream;
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
    private final Keys keys;
    private final SourceText.Entries entries;
    private final Consumer<String> complaints;
    private final Consumer<String> progress;
    private boolean bad;

    /**
     * @param entries    gets all, those of equal keys too
     * @param complaints gets {@code line 3: key x: duplicate key}
     * @param progress   gets each entry; may be null
     */
    MapInput(Form form, SourceText.Entries entries, Consumer<String> complaints, Consumer<String> progress) {
        this.form = form;
        this.entries = entries;
        this.complaints = complaints;
        this.progress = progress;
        this.keys = new Keys(form.fold(), true);
    }

    void read(InputStream in) throws IOException {
        TextLines lines = new TextLines(in, SourceLimits.ENTRY_OCTETS);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!lines.objection().isEmpty()) {
                complain(lines.number(), lines.objection());
            } else if (!line.isEmpty() && line.charAt(0) != form.comment()) {
                add(line, lines.number());
            }
        }
    }

    /** Hears of keys that came again. */
    void duplicate(String key, int line) {
        if (!form.replace() && !form.duplicate()) {
            complain(line, "key " + key + ": duplicate key");
        }
    }

    /** Whether all lines made sense. */
    boolean isGood() {
        return !bad;
    }

    private void add(String line, int number) throws IOException {
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
        String key = keys.of(line.substring(0, end));
        String value = line.substring(begin);
        if (value.isEmpty() && !form.empty()) {
            complain(number, "no RHS for LHS " + key);
            return;
        }
        if (progress != null) {
            progress.accept("key=`" + key + "', val=`" + value + "'");
        }
        entries.add(key, value, number);
    }

    private boolean isDelimiter(char c) {
        return form.delimiter() == 0 ? Syntax.isBlank(c) : c == form.delimiter();
    }

    private void complain(int number, String what) {
        bad = true;
        complaints.accept("line " + number + ": " + what);
    }
}
