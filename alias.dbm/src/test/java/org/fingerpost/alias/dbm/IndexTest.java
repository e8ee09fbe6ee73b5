package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format of an index file: what is written is read, and what is damaged is never taken for absent. */
class IndexTest {

    private static final int MANY = 20_000;

    @TempDir
    Path directory;
    private Path file;
    private final List<String> duplicates = new ArrayList<>();

    @BeforeEach
    void name() {
        file = directory.resolve("map.db");
    }

    private void write(boolean lastCounts, String... keysAndValues) throws IOException {
        try (IndexWriter writer = IndexWriter.beside(file)) {
            for (int i = 0; i < keysAndValues.length; i += 2) {
                writer.add(keysAndValues[i], keysAndValues[i + 1], i / 2 + 1);
            }
            writer.complete("source", "form", lastCounts, (key, line) -> duplicates.add(key + ":" + line));
            writer.moveTo(file, file);
        }
    }

    private void writeMany() throws IOException {
        String[] entries = new String[2 * MANY];
        for (int i = 0; i < MANY; i++) {
            entries[2 * i] = "user" + i;
            entries[2 * i + 1] = "value " + i;
        }
        write(true, entries);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        String large = "x".repeat(300_000);
        write(true, "a", "1", "", "empty key", "empty", "", "\u00ff\0", "octets\n", large, "large key", "large", large, "z",
                "26");
        Index index = Index.open(file);
        assertEquals("1", index.get("a"));
        assertEquals("empty key", index.get(""));
        assertEquals("", index.get("empty"));
        assertEquals("octets\n", index.get("\u00ff\0"));
        assertEquals("large key", index.get(large));
        assertEquals(large, index.get("large"));
        assertEquals("26", index.get("z"));
        assertNull(index.get("b"));
        assertEquals(7, index.entries());
        assertEquals("source", index.source());
        assertEquals("form", index.form());
        assertEquals(OptionalInt.of(7), index.line("z"));
        assertEquals(OptionalInt.empty(), index.line("b"));
    }

    @Test
    void anEmptyIndexHasNothing() throws IOException {
        write(true);
        assertNull(Index.open(file).get("a"));
        assertEquals(0, Index.open(file).entries());
    }

    @Test
    void manyKeys() throws IOException {
        writeMany();
        Index index = Index.open(file);
        for (int i = 0; i < MANY; i++) {
            assertEquals("value " + i, index.get("user" + i));
            assertNull(index.get("nobody" + i));
        }
        List<String> keys = new ArrayList<>();
        index.forEach((key, value, line) -> keys.add(key + line));
        assertEquals(MANY, keys.size());
        assertEquals("user777", keys.get(77).substring(0, 6) + "7", "in the order of the text");
    }

    @Test
    void ofEqualKeysTheLastOrTheFirstCounts() throws IOException {
        write(true, "a", "1", "b", "2", "a", "3", "a", "4");
        assertEquals("4", Index.open(file).get("a"));
        assertEquals(List.of("a:3", "a:4"), duplicates);
        assertEquals(OptionalInt.of(4), Index.open(file).line("a"));
        List<String> all = new ArrayList<>();
        Index.open(file).forEach((key, value, line) -> all.add(key + value));
        assertEquals(List.of("b2", "a4"), all);
        write(false, "a", "1", "b", "2", "a", "3");
        assertEquals("1", Index.open(file).get("a"));
        assertEquals(2, Index.open(file).entries());
    }

    @Test
    void everyDamagedOctetIsNoticedByWhoReadsIt() throws IOException {
        writeMany();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        int noticed = 0;
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            noticed += reading(damaged) ? 0 : 1;
        }
        assertEquals(300, noticed);
    }

    /** Whether all is there as it was written. */
    private static boolean reading(byte[] octets) {
        try {
            Index index = Index.of(ByteBuffer.wrap(octets));
            for (int i = 0; i < MANY; i++) {
                assertEquals("value " + i, index.get("user" + i));
            }
            for (int i = 0; i < MANY; i++) {
                assertNull(index.get("nobody" + i));
            }
            return true;
        } catch (DamagedIndexException e) {
            return false;
        }
    }

    @Test
    void ofAnotherLengthItIsNoIndex() throws IOException {
        writeMany();
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 511, 512, 4096, whole.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThrows(DamagedIndexException.class, () -> Index.open(file), "of length " + length);
        }
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length + 1));
        assertThrows(DamagedIndexException.class, () -> Index.open(file));
    }

    @Test
    void aFileThatSomebodyCutsWhileItIsOpenIsDamaged() throws IOException {
        for (boolean before : new boolean[] {true, false}) {
            writeMany();
            Index index = Index.open(file);
            assertEquals("value 0", before ? index.get("user0") : "value 0");
            for (int i = 0; before && i < MANY; i++) {
                index.get("user" + i); // all blocks have been compared
            }
            try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
                cut.truncate(4096);
            }
            int damaged = 0;
            for (int i = 0; i < 2_000; i++) {
                try {
                    assertEquals("value " + i, index.get("user" + i));
                } catch (DamagedIndexException | InternalError e) {
                    damaged++;
                }
            }
            assertTrue(damaged > 1_900, damaged + " were noticed");
        }
    }

    @Test
    void damageThatComesLaterIsNoticedWhenItIsCheckedAgain() throws IOException {
        writeMany();
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file));
        Index index = Index.of(octets);
        assertEquals("value 5", index.get("user5"));
        octets.array()[600] ^= 1;
        index.recheck();
        assertThrows(DamagedIndexException.class, () -> index.get("user5"));
    }
}
