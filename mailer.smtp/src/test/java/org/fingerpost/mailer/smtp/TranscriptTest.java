package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays all files of the folder {@code transcripts} without sockets; see {@link Transcript} for how they are written. */
final class TranscriptTest {

    static List<Path> transcripts() throws IOException, URISyntaxException {
        Path folder = Path.of(TranscriptTest.class.getResource("/transcripts").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goesAsWrittenDown(Path transcript) throws IOException {
        Transcript.play(transcript, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goesTheSameOctetByOctet(Path transcript) throws IOException {
        Transcript.play(transcript, 1);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goesTheSameInPiecesOfAnyLength(Path transcript) throws IOException {
        for (int length : new int[] {2, 3, 5, 7, 19, 71}) {
            Transcript.play(transcript, length);
        }
    }

    @Test
    void allTranscriptsAreFound() throws Exception {
        assertTrue(transcripts().size() >= 300);
    }
}
