package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file in {@code transcripts}, however its octets are cut. */
class TranscriptTest {

    @TestFactory
    Stream<DynamicNode> inOnePiece() throws IOException {
        return each((dialog, octets) -> dialog.send(octets));
    }

    @TestFactory
    Stream<DynamicNode> byteByByte() throws IOException {
        return each((dialog, octets) -> dialog.sendByteByByte(octets));
    }

    @TestFactory
    Stream<DynamicNode> lineByLine() throws IOException {
        return each((dialog, octets) -> {
            for (String line : octets.split("(?<=\n)")) {
                dialog.send(line);
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> inTwoPiecesCutAnywhere() throws IOException {
        return Transcript.files().stream().filter(file -> Transcript.read(file).sent().length() < 1000).map(file ->
                DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    int length = Transcript.read(file).sent().length();
                    for (int cut = 1; cut < length; cut++) {
                        int at = cut;
                        check(file, (dialog, octets) -> dialog.send(octets.substring(0, at)).send(octets.substring(at)));
                    }
                }));
    }

    private static Stream<DynamicNode> each(BiConsumer<Dialog, String> sender) throws IOException {
        return Transcript.files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file, sender)));
    }

    private static void check(Path file, BiConsumer<Dialog, String> sender) {
        Transcript transcript = Transcript.read(file);
        Dialog dialog = transcript.begin();
        sender.accept(dialog, transcript.sent());
        String replies = Transcript.withoutDates(dialog.replies());
        assertEquals(transcript.expected(), replies, transcript.name);
        if (!transcript.asked().isEmpty()) {
            assertEquals(transcript.asked(), transcript.office.log, transcript.name);
        }
    }

    @Test
    void thereAreTranscripts() throws IOException {
        assertTrue(Transcript.files().size() >= 170, () -> "transcripts in " + Transcript.FILES.toAbsolutePath());
    }
}
