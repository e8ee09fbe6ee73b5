package org.fingerpost.mailer.vacation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweredFileTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path home;
    private final List<String> reports = new ArrayList<>();

    private AnsweredFile file() {
        return new AnsweredFile(home.resolve(".vacation.answered"), reports::add);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        String odd = "a b%\u00fc@example.org";
        file().write(AnsweredList.EMPTY.with("Bert@Example.org", NOW).with(odd, NOW).excluding("@lists.example.org"));
        AnsweredList read = file().read();
        assertEquals(Optional.of(NOW), read.lastAnswer("bert@example.ORG"));
        assertEquals(Optional.of(NOW), read.lastAnswer(odd));
        assertTrue(read.isExcluded("x@lists.example.org"));
        assertFalse(read.isExcluded("bert@example.org"));
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".vacation.answered"))));
        assertEquals(List.of(), reports);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage\n", "1795366000bert@example.org\n", "1795366000 a b\n", "-1 bert@example.org\n", "\0\0\0\0"})
    void aDamagedFileIsSetAsideAndReported(String content) throws IOException {
        Files.writeString(home.resolve(".vacation.answered"), "1795366000 carl@example.org\n" + content);
        assertEquals(0, file().read().size());
        assertEquals("1795366000 carl@example.org\n" + content, Files.readString(home.resolve(".vacation.answered.damaged")));
        assertEquals(1, reports.size());
        assertTrue(reports.get(0).contains("line 2 is not a time and an address"), reports.get(0));
    }

    @Test
    void whatIsNoFileIsSetAside() throws IOException {
        Files.createDirectory(home.resolve(".vacation.answered"));
        assertEquals(0, file().read().size());
        assertTrue(Files.isDirectory(home.resolve(".vacation.answered.damaged")));
        file().write(AnsweredList.EMPTY.with("bert", NOW));
        assertEquals(1, file().read().size());
    }

    @Test
    void aFailedWriteLeavesTheOldOneAndNothingBeside() throws IOException {
        file().write(AnsweredList.EMPTY.with("bert", NOW));
        try (var files = Files.list(home)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void entriesExpireAndTimesToComeAreThoseOfAWrongClock() {
        AnsweredList list = AnsweredList.EMPTY.with("old", NOW.minus(Duration.ofDays(8))).with("new",
                NOW.minus(Duration.ofDays(6)))
                .with("future", NOW.plus(Duration.ofDays(400))).excluding("never");
        AnsweredList current = list.current(NOW, Duration.ofDays(7));
        assertEquals(3, current.size());
        assertEquals(Optional.empty(), current.lastAnswer("old"));
        assertEquals(Optional.of(NOW), current.lastAnswer("future"));
        assertTrue(current.isExcluded("NEVER"));
    }

    @Test
    void aNewBeginningForgetsAllButTheExcluded() throws IOException {
        file().write(AnsweredList.EMPTY.with("bert", NOW).excluding("carl"));
        file().begin();
        assertEquals(1, file().read().size());
        assertTrue(file().read().isExcluded("carl"));
    }
}
