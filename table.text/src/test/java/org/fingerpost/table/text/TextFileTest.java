package org.fingerpost.table.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.unix.UnsafeFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    private static final Columns COLUMNS = new Columns(0, 1, Columns.WHITE_SPACE);

    @TempDir
    Path directory;
    private Path path;
    private final AtomicLong clock = new AtomicLong();
    private TextFile file;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("table");
        Files.writeString(path, "key old\n");
        file = new TextFile(path, () -> Content.read(path, COLUMNS), false, clock::get);
    }

    @Test
    void aChangeIsSeenAfterASecond() throws IOException {
        assertEquals("old", file.content().get("key"));
        Files.writeString(path, "key changed\n");
        assertEquals("old", file.content().get("key"));
        aSecondPasses();
        assertEquals("changed", file.content().get("key"));
    }

    @Test
    void aTextThatIsUnsafeIsReadWhenItsModeIsGood() throws IOException {
        AtomicBoolean unsafe = new AtomicBoolean(true);
        TextFile refused = new TextFile(path, () -> {
            if (unsafe.get()) {
                throw new UnsafeFileException(path.toString(), path + ": world-writable file");
            }
            return Content.read(path, COLUMNS);
        }, false, clock::get);
        assertNull(refused.content());
        assertEquals(path + ": unsafe map file: " + path + ": world-writable file", refused.trouble());
        unsafe.set(false);
        aSecondPasses();
        assertEquals("old", refused.content().get("key"));
    }

    @Test
    void aTextThatChangesWhileItIsReadIsReadAgain() throws IOException {
        AtomicInteger readings = new AtomicInteger();
        TextFile edited = new TextFile(path, () -> {
            Content content = Content.read(path, COLUMNS);
            if (readings.incrementAndGet() < 3) {
                Files.writeString(path, "key version" + "0".repeat(readings.get()) + "\n");
            }
            return content;
        }, false, clock::get);
        assertEquals("version00", edited.content().get("key"));
        assertEquals(3, readings.get());
    }

    @Test
    void aTextThatDoesNotComeToRestIsLeftForTheNextCheck() throws IOException {
        AtomicInteger readings = new AtomicInteger();
        TextFile edited = new TextFile(path, () -> {
            Content content = Content.read(path, COLUMNS);
            if (readings.incrementAndGet() <= 3) {
                Files.writeString(path, "key version" + "0".repeat(readings.get()) + "\n");
            }
            return content;
        }, false, clock::get);
        assertNull(edited.content());
        aSecondPasses();
        assertEquals("version000", edited.content().get("key"));
    }

    @Test
    void anUnchangedFileIsNotReadAgain() {
        Content content = file.content();
        aSecondPasses();
        assertSame(content, file.content());
    }

    @Test
    void aFileRenamedOverItIsSeenEvenWithTheSameTimeAndSize() throws IOException {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(path, time);
        file.content();
        Path other = Files.writeString(directory.resolve("other"), "key new\n");
        Files.setLastModifiedTime(other, time);
        Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
        aSecondPasses();
        assertEquals("new", file.content().get("key"));
    }

    @Test
    void aFileThatCannotBeReadLeavesTheOldContent() throws IOException {
        file.content();
        Files.delete(path);
        aSecondPasses();
        assertEquals("old", file.content().get("key"));
        Files.createDirectory(path);
        aSecondPasses();
        assertEquals("old", file.content().get("key"));
        Files.delete(path);
        Files.writeString(path, "key back\n");
        aSecondPasses();
        assertEquals("back", file.content().get("key"));
    }

    @Test
    void anOptionalFileThatIsRemovedIsEmpty() throws IOException {
        TextFile optional = new TextFile(path, () -> Content.read(path, COLUMNS), true, clock::get);
        assertEquals("old", optional.content().get("key"));
        Files.delete(path);
        aSecondPasses();
        assertNull(optional.content().get("key"));
    }

    @Test
    void aFileThatIsTooLargeIsTrouble() throws IOException {
        try (RandomAccessFile large = new RandomAccessFile(path.toFile(), "rw")) {
            large.setLength(Content.MAX_BYTES + 1);
        }
        assertNull(file.content());
        assertEquals(path + ": larger than 67108864 bytes", file.trouble());
    }

    @Test
    void tooManyEntriesAreTrouble() throws IOException {
        Content.read(new BufferedReader(new StringReader("a 1\nb 2\nb 3\n")), COLUMNS, 2);
        assertThrows(IOException.class, () -> Content.read(new BufferedReader(new StringReader("a 1\nb 2\nc 3\n")), COLUMNS, 2));
    }

    private void aSecondPasses() {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }
}
