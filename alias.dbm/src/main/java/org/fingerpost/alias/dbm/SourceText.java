package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.TableException;

/**
 * Reads a text file: its entries one after the other, or all that is wrong with it. Confined to one reading.
 *
 * <p>Lines that begin with white space continue the entry before them, a backslash at the end of a line joins it with the next
 * one, {@code #} begins a comment line; comments and blank lines end an entry. As in sendmail what continues a comment is
 * comment.
 */
final class SourceText {

    /** Gets the entries in their order. */
    interface Entries {

        /**
         * @param key  as it is stored
         * @param line on which the entry begins
         */
        void add(String key, String value, int line) throws IOException;
    }

    private static final int MAX_REPORTED = 100;
    /** Between two words about how far a long reading is. */
    private static final int PROGRESS = 1_000_000;

    private final Path file;
    private final SourceForm form;
    private final SourceLimits limits;
    private final Reports reports;
    private final NameCheck names;
    private final Entries entries;
    private final List<String> errors = new ArrayList<>();
    private int unreported;
    private int count;
    private int longest;
    private long bytes;

    /** The entry that may go on with the next line; null if none is open. */
    private String first;
    /** {@link #first} and more, if it has gone on. */
    private StringBuilder joined;
    private int begin;
    private boolean tooLong;
    /** A comment was the line before. */
    private boolean inComment;

    /** @param file for messages */
    SourceText(Path file, SourceForm form, SourceLimits limits, Reports reports, NameCheck names, Entries entries) {
        this.file = file;
        this.form = form;
        this.limits = limits;
        this.reports = reports;
        this.names = names;
        this.entries = entries;
    }

    /**
     * @return what newaliases prints; entries of equal names are all counted, as sendmail does
     * @throws TableException naming every line that makes no sense
     * @throws IOException    if the text cannot be read, or the entries cannot be written
     */
    String read(InputStream in) throws IOException, TableException {
        TextLines lines = new TextLines(in, limits.entryOctets());
        boolean unfinished = false;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!lines.objection().isEmpty()) {
                error(lines.number(), lines.objection());
            }
            boolean backslash = line.endsWith("\\");
            String content = backslash ? line.substring(0, line.length() - 1) : line;
            if (unfinished || continues(line)) {
                goOn(content, lines.number());
            } else {
                end();
                start(content, lines.number());
            }
            unfinished = backslash && first != null;
        }
        end();
        requireNoErrors();
        return file + ": " + count + " " + form.syntax().entries() + ", longest " + longest + " bytes, " + bytes + " bytes total";
    }

    private boolean continues(String line) {
        return first != null && Syntax.beginsBlank(line) && !Syntax.isBlank(line);
    }

    private void goOn(String line, int number) {
        if (tooLong) {
            return;
        }
        if ((joined == null ? first.length() : joined.length()) + line.length() > limits.entryOctets()) {
            error(number, "an entry of more than " + limits.entryOctets() + " octets, which begins on line " + begin);
            tooLong = true;
            return;
        }
        joined = joined == null ? new StringBuilder(first) : joined;
        joined.append(line);
    }

    private void start(String line, int number) {
        if (line.startsWith("#")) {
            inComment = true;
        } else if (Syntax.isBlank(line)) {
            inComment = false;
        } else if (!Syntax.beginsBlank(line)) {
            inComment = false;
            first = line;
            begin = number;
        } else if (inComment) {
            reports.warnings().accept(file + ":" + number + ": Warning: continues a comment, so it does not count");
        } else {
            error(number, "a line that continues none begins with white space");
        }
    }

    private void end() throws IOException {
        if (first != null && !tooLong) {
            add(joined == null ? first : joined.toString());
        }
        first = null;
        joined = null;
        tooLong = false;
    }

    private void add(String written) throws IOException {
        try {
            Syntax.Entry entry = form.syntax().entry(written);
            Optional<String> name = form.syntax() == Syntax.ALIASES ? names.local(entry.key()) : Optional.of(entry.key());
            if (name.isEmpty()) {
                reports.warnings().accept(file + ":" + begin + ": Warning: " + entry.key()
                        + "... cannot alias non-local names, so it does not count");
                return;
            }
            String key = form.keys().of(name.get());
            if (++count % PROGRESS == 0) {
                reports.progress().accept(file + ": " + count + " " + form.syntax().entries() + " so far");
            }
            longest = Math.max(longest, entry.value().length());
            bytes += key.length() + entry.value().length();
            entries.add(key, entry.value(), begin);
        } catch (TableException e) {
            error(begin, e.getMessage());
        }
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
