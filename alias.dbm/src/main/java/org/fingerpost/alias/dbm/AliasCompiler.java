package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

import org.fingerpost.api.table.TableException;

/**
 * Compiles a text file into the index beside it. It needs no container and no router, so {@code newaliases} can use it at any
 * time; a router that has the table open notices the new index within a second. Any number of processes may compile at once;
 * the last one to end wins.
 */
public final class AliasCompiler {

    /** A text that is still not at rest is left for the next look-up, a second later. */
    private static final int READINGS = 3;

    private final Path source;
    private final SourceForm form;
    private final Consumer<String> warnings;

    /**
     * For an aliases file.
     *
     * @param source   the text; the index is {@code source} with {@code .db} appended
     * @param warnings hears of what is odd but no error, a line for each: {@code FILE:LINE: Warning: …}
     */
    public AliasCompiler(Path source, Consumer<String> warnings) {
        this(source, new SourceForm(Syntax.ALIASES, new Keys(true, false)), warnings);
    }

    AliasCompiler(Path source, SourceForm form, Consumer<String> warnings) {
        this.source = source;
        this.form = form;
        this.warnings = warnings;
    }

    /**
     * Compiles now, whether or not the text is newer.
     *
     * @return the summary that newaliases prints: {@code /etc/aliases: 5 aliases, longest 12 bytes, 60 bytes total}
     * @throws TableException if the text cannot be read, a line of it makes no sense (all such lines are named) or the index
     *         cannot be written; the old index stays
     */
    public String rebuild() throws TableException {
        try {
            Compiled compiled = read();
            compiled.write(index());
            return compiled.summary();
        } catch (IOException e) {
            throw new TableException(source + ": " + Reasons.of(e), e);
        }
    }

    /** {@code FILE:LINE} of a stored key. */
    Optional<String> place(String key) {
        try {
            OptionalInt line = SourceText.lineOf(key, source, form);
            return line.isPresent() ? Optional.of(source + ":" + line.getAsInt()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // an index without its text
        }
    }

    Path source() {
        return source;
    }

    Path index() {
        return source.resolveSibling(source.getFileName() + ".db");
    }

    /** What {@link Index#form} says of an index that is made here. */
    String form() {
        return form.toString();
    }

    /** The text as it is now, checked, in memory: all of it, not what an editor has written of it so far. */
    Compiled read() throws IOException, TableException {
        for (int i = 0; i < READINGS; i++) {
            Optional<Compiled> whole = tryRead();
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        throw new IOException("the file changes while it is read");
    }

    /** Empty if the text has changed meanwhile, so that parts of two versions may have been read, or mistakes of neither. */
    private Optional<Compiled> tryRead() throws IOException, TableException {
        Stamp before = stamp();
        try {
            SourceText text = SourceText.read(source, form.syntax(), form.keys(), warnings);
            return stamp().equals(before) ? Optional.of(new Compiled(source, text, before.ofContent(), form()))
                    : Optional.empty();
        } catch (TableException e) {
            if (stamp().equals(before)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Stamp stamp() throws IOException {
        return Stamp.of(source).orElseThrow(() -> new NoSuchFileException(source.toString()));
    }

    /** A text that has been read and is an index in all but place. */
    record Compiled(Path source, SourceText text, String stamp, String form) {

        String summary() {
            return text.summary();
        }

        void write(Path index) throws IOException {
            Index.write(index, text.entries(), stamp, form, source);
        }

        Index inMemory() throws IOException {
            return Index.inMemory(text.entries(), stamp, form);
        }
    }
}
