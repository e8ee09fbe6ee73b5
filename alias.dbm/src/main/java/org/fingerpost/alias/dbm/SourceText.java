package org.fingerpost.alias.dbm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.fingerpost.api.table.TableException;

/**
 * A text file read whole: its entries, or all that is wrong with it.
 *
 * <p>Lines that begin with white space continue the entry before them, a backslash at the end of a line joins it with the next
 * one, {@code #} begins a comment line; comments and blank lines end an entry. As in sendmail without its {@code -A}, values of
 * equal names are not merged: the later one replaces the earlier one, with a warning.
 */
final class SourceText {

    static final long MAX_BYTES = 256L << 20;
    private static final int MAX_REPORTED = 100;

    private final Path file;
    private final Syntax syntax;
    private final Keys keys;
    private final Consumer<String> warnings;
    private final SortedMap<String, String> entries = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private int unreported;
    private int count;
    private int longest;
    private long bytes;
    /** The key of which the place is asked for; null for none. */
    private String wanted;
    private int wantedLine;

    private SourceText(Path file, Syntax syntax, Keys keys, Consumer<String> warnings) {
        this.file = file;
        this.syntax = syntax;
        this.keys = keys;
        this.warnings = warnings;
    }

    /**
     * @throws TableException naming every line that makes no sense
     * @throws IOException    if the file cannot be read
     */
    static SourceText read(Path file, Syntax syntax, Keys keys, Consumer<String> warnings) throws IOException, TableException {
        if (Files.size(file) > MAX_BYTES) {
            throw new TableException(file + ": more than " + MAX_BYTES + " bytes");
        }
        SourceText text = new SourceText(file, syntax, keys, warnings);
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            text.readLines(reader);
        }
        text.requireNoErrors();
        return text;
    }

    /**
     * The line on which the entry for a stored key begins: the last one if there are several. Lines that make no sense do not
     * matter.
     */
    static OptionalInt lineOf(String key, Path file, SourceForm form) throws IOException {
        SourceText text = new SourceText(file, form.syntax(), form.keys(), warning -> { });
        text.wanted = key;
        if (Files.size(file) <= MAX_BYTES) {
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                text.readLines(reader);
            }
        }
        return text.wantedLine > 0 ? OptionalInt.of(text.wantedLine) : OptionalInt.empty();
    }

    /** Stored keys and their values. */
    SortedMap<String, String> entries() {
        return entries;
    }

    /** What newaliases prints. Duplicates are counted, as sendmail does. */
    String summary() {
        return file + ": " + count + " aliases, longest " + longest + " bytes, " + bytes + " bytes total";
    }

    private void readLines(BufferedReader reader) throws IOException {
        StringBuilder entry = new StringBuilder();
        int begin = 0;
        boolean joined = false;
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            boolean continues = joined || entry.length() > 0 && isContinuation(line);
            if (!continues) {
                add(entry, begin);
                begin = number;
            }
            joined = line.endsWith("\\");
            String content = joined ? line.substring(0, line.length() - 1) : line;
            if (continues || startsEntry(content, number)) {
                entry.append(content);
            } else {
                joined = false;
            }
        }
        add(entry, begin);
    }

    private static boolean isContinuation(String line) {
        return !line.isBlank() && Syntax.isBlank(line.charAt(0));
    }

    private boolean startsEntry(String line, int number) {
        if (line.isBlank() || line.startsWith("#")) {
            return false;
        }
        if (Syntax.isBlank(line.charAt(0))) {
            error(number, "a line that continues none begins with white space");
            return false;
        }
        return true;
    }

    private void add(StringBuilder written, int line) {
        if (written.length() == 0) {
            return;
        }
        try {
            Syntax.Entry entry = syntax.entry(written.toString());
            String key = keys.of(entry.key());
            wantedLine = key.equals(wanted) ? line : wantedLine;
            count++;
            longest = Math.max(longest, entry.value().length());
            bytes += key.length() + entry.value().length();
            if (entries.put(key, entry.value()) != null) {
                warnings.accept(file + ":" + line + ": Warning: duplicate alias name " + key + ", the later one counts");
            }
        } catch (TableException e) {
            error(line, e.getMessage());
        }
        written.setLength(0);
    }

    private void error(int line, String reason) {
        if (errors.size() < MAX_REPORTED) {
            errors.add(file + ":" + line + ": " + reason);
        } else {
            unreported++;
        }
    }

    private void requireNoErrors() throws TableException {
        if (unreported > 0) {
            errors.add(file + ": " + unreported + " more bad lines");
        }
        if (!errors.isEmpty()) {
            throw new TableException(String.join("\n", errors));
        }
    }
}
