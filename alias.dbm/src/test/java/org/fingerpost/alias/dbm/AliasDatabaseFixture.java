package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.fingerpost.api.table.LocalNames;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.unix.UnsafeFileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An aliases file, databases that answer for it, and a clock that stands still until it is told to go on. */
abstract class AliasDatabaseFixture {

    static final SourceForm FORM = new SourceForm(Syntax.ALIASES, new Keys(true, false));

    @TempDir
    Path directory;
    Path text;
    Path index;
    final AtomicLong clock = new AtomicLong();
    final List<AliasDatabase> opened = new ArrayList<>();
    long version;
    Path unsafe;
    LocalNames names;

    @BeforeEach
    void name() {
        text = directory.resolve("aliases");
        index = directory.resolve("aliases.db");
    }

    @AfterEach
    void close() {
        opened.forEach(AliasDatabase::close);
    }

    /** Each version has a time of its own, whatever the clock of the file system. */
    void write(String content) throws IOException {
        Files.writeString(text, content);
        Files.setLastModifiedTime(text, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + ++version)));
    }

    /** As {@link #write}, but nobody ever sees a part of it. */
    void replace(String content) throws IOException {
        Path whole = directory.resolve("whole");
        Files.writeString(whole, content);
        Files.setLastModifiedTime(whole, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + ++version)));
        Files.move(whole, text, StandardCopyOption.ATOMIC_MOVE);
    }

    AliasCompiler compiler(SourceForm form) {
        return new AliasCompiler(text, form, SourceLimits.DEFAULT, this::requireSafe, () -> names);
    }

    AliasDatabase open() {
        return opened(database(compiler(FORM), false));
    }

    /** Files are safe unless a test says something else. */
    void requireSafe(Path file) throws IOException {
        if (file.equals(unsafe)) {
            throw new UnsafeFileException(file.toString(), file + ": group-writable file");
        }
    }

    /** What takes long is done at once. */
    AliasDatabase database(AliasCompiler compiler, boolean optional) {
        return new AliasDatabase(compiler, optional, new AliasDatabase.Surroundings(clock::get, Runnable::run));
    }

    /** As another process does. */
    String compile() throws IOException, TableException {
        try (AliasCompiler.Compiled compiled = compiler(FORM).compile(true, new Reports(line -> { }, line -> { }))) {
            compiled.publish();
            return compiled.summary();
        }
    }

    AliasDatabase opened(AliasDatabase database) {
        opened.add(database);
        return database;
    }

    void aSecondPasses() {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    Object inode() throws IOException {
        return Stamp.of(index).orElseThrow().inode();
    }

    void assertNoTemporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertFalse(files.anyMatch(f -> f.toString().endsWith(".tmp")));
        }
    }
}
