package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as an index, with checksums that fit as well: values, or a {@link DamagedIndexException}, in bounded time. */
class IndexFuzzTest {

    static Stream<byte[]> indexes() throws IOException {
        return Stream.of(index("a", "b", "c", "d", "\"x y\"", "|/bin/p q", "a", "z"), index(), index("k", "v".repeat(5000)));
    }

    private static byte[] index(String... keysAndValues) throws IOException {
        Path file = Files.createTempDirectory("fuzz").resolve("map.db");
        try (IndexWriter writer = IndexWriter.beside(file)) {
            for (int i = 0; i < keysAndValues.length; i += 2) {
                writer.add(keysAndValues[i], keysAndValues[i + 1], i);
            }
            writer.complete("1 2 3 4", "aliases, case folded", true, (key, line) -> { });
            writer.moveTo(file, file);
        }
        byte[] octets = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(file.getParent());
        return octets;
    }

    @MethodSource("indexes")
    @FuzzTest(maxDuration = "10m")
    void anyIndex(byte[] octets) throws IOException {
        ask(ByteBuffer.wrap(octets.clone()));
        ask(sealed(octets.clone()));
    }

    /** The same with the checksums that belong to it, if its header makes sense. */
    private static ByteBuffer sealed(byte[] octets) {
        ByteBuffer file = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (octets.length >= IndexLayout.HEADER) {
                CheckedBlocks.seal(file, IndexLayout.read(java.util.Arrays.copyOf(octets, IndexLayout.HEADER), octets.length));
            }
        } catch (DamagedIndexException e) {
            // so it is no index with checksums either
        }
        return file;
    }

    private static void ask(ByteBuffer octets) throws IOException {
        try {
            Index index = Index.of(octets);
            for (String key : new String[] {"a", "c", "", "k", "nobody"}) {
                index.get(key);
                index.line(key);
            }
            index.forEach((key, value, line) -> key.getBytes(StandardCharsets.ISO_8859_1));
        } catch (DamagedIndexException e) {
            if (e.getMessage().isEmpty()) {
                throw new AssertionError(e);
            }
        }
    }
}
