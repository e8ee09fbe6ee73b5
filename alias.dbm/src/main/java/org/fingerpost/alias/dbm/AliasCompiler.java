package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.fingerpost.api.table.LocalNames;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.unix.UnsafeFileException;

/**
 * Compiles a text file into the index beside it. Any number of processes may compile at once; the last one to end wins, and a
 * reader that finds that its index is not of the text as it is now compiles again. Confined to one thread at a time.
 */
final class AliasCompiler {

    /** A text that is still not at rest is left for the next look-up, a second later. */
    private static final int READINGS = 3;
    /** Longer than a step of the clock that file systems use. */
    private static final long CLOCK_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Says whether a file may be read. */
    interface Safety {

        /** @throws UnsafeFileException if it may not */
        void require(Path file) throws IOException;
    }

    /** What an index says that is to be made anew as soon as somebody can say which names are ours. */
    private static final String UNDECIDED = "undecided";

    private final Path source;
    private final SourceForm form;
    private final SourceLimits limits;
    private final Safety safety;
    private final Supplier<LocalNames> names;

    /** @param names who says which names are ours; may give null */
    AliasCompiler(Path source, SourceForm form, SourceLimits limits, Safety safety, Supplier<LocalNames> names) {
        this.source = source;
        this.form = form;
        this.limits = limits;
        this.safety = safety;
        this.names = names;
    }

    Safety safety() {
        return safety;
    }

    /** {@code FILE:LINE} of a stored key in the text of which the index was made. */
    Optional<String> place(Index index, String key) {
        try {
            OptionalInt line = Files.exists(source) ? index.line(key) : OptionalInt.empty();
            return line.isPresent() ? Optional.of(source + ":" + line.getAsInt()) : Optional.empty();
        } catch (DamagedIndexException e) {
            return Optional.empty();
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

    /**
     * The text as it is now, all of it, not what an editor has written of it so far, as an index in all but place.
     *
     * @param beside whether it is to become the file beside the text; otherwise nobody else ever sees it
     * @throws IndexUnwritableException if there is no place for it
     * @throws UnsafeFileException      if the text may not be read
     * @throws TableException           naming every line that makes no sense
     */
    Compiled compile(boolean beside, Reports reports) throws IOException, TableException {
        for (int i = 0; i < READINGS; i++) {
            Optional<Compiled> whole = tryCompile(beside, reports);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        throw new IOException("the file changes while it is read");
    }

    /** Empty if the text has changed meanwhile, so that parts of two versions may have been read, or mistakes of neither. */
    private Optional<Compiled> tryCompile(boolean beside, Reports reports) throws IOException, TableException {
        Stamp before = stamp();
        safety.require(source);
        waitForClock(before);
        if (before.bytes() > limits.textOctets()) {
            throw new TableException(source + ": more than " + limits.textOctets() + " octets");
        }
        IndexWriter writer = beside ? IndexWriter.beside(index()) : IndexWriter.elsewhere();
        boolean good = false;
        try (InputStream in = Files.newInputStream(source)) {
            NameCheck check = new NameCheck(names.get());
            String summary = new SourceText(source, form, limits, reports, check, writer::add).read(in);
            writer.complete(check.isOpen() ? UNDECIDED : before.ofContent(), form(), true,
                    (key, line) -> reports.warnings().accept(source + ":" + line
                    + ": Warning: duplicate alias name " + key + ", the later one counts"));
            safety.require(source);
            good = stamp().equals(before);
            return good ? Optional.of(new Compiled(this, writer, summary)) : Optional.empty();
        } catch (TableException e) {
            if (stamp().equals(before)) {
                throw e;
            }
            return Optional.empty();
        } finally {
            if (!good) {
                writer.close();
            }
        }
    }

    /** A text that is changed again within the same step of the clock has the same time: later readers shall see another one. */
    private static void waitForClock(Stamp text) {
        long age = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - text.modifiedNanos();
        if (Math.abs(age) <= CLOCK_STEP_NANOS) {
            try {
                TimeUnit.NANOSECONDS.sleep(CLOCK_STEP_NANOS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Stamp stamp() throws IOException {
        return Stamp.of(source).orElseThrow(() -> new NoSuchFileException(source.toString()));
    }

    /** A text that has been read and is an index in all but place; to be closed. */
    record Compiled(AliasCompiler of, IndexWriter writer, String summary) implements AutoCloseable {

        /** Puts it in its place. */
        void publish() throws IOException {
            writer.moveTo(of.index(), of.source());
        }

        /** The file may be gone after that. */
        Index open() throws IOException {
            return writer.open();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
