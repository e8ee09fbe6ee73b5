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

/** Plays all dialogues of the folder {@code dialogues}; see {@link Transcript} for how they are written. */
final class SmtpSessionTest {

    static List<Path> dialogues() throws IOException, URISyntaxException {
        Path folder = Path.of(SmtpSessionTest.class.getResource("dialogues").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void goesAsWrittenDown(Path dialogue) throws IOException {
        Transcript.play(dialogue, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void goesTheSameOctetByOctet(Path dialogue) throws IOException {
        Transcript.play(dialogue, 1);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void goesTheSameInPiecesOfAnyLength(Path dialogue) throws IOException {
        for (int length = 2; length < 80; length++) {
            Transcript.play(dialogue, length);
        }
    }

    @Test
    void allDialoguesAreFound() throws Exception {
        assertTrue(dialogues().size() >= 30);
    }
}
