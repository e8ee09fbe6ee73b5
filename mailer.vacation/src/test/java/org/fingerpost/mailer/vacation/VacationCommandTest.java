package org.fingerpost.mailer.vacation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VacationCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path home;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... args) {
        said.reset();
        PrintStream out = new PrintStream(said, true);
        return new VacationCommand(home, Clock.fixed(NOW, ZoneOffset.UTC), out, out).run(args);
    }

    @Test
    void statusSaysWhoHasBeenAnsweredAndInitForgetsThem() throws Exception {
        new AnsweredFile(home.resolve(".vacation.answered"), line -> { }).write(AnsweredList.EMPTY.with("bert@example.org", NOW));
        assertEquals(0, run("exclude", "@lists.example.org"));
        assertEquals(0, run("status"));
        assertEquals("2026-11-22 12:00  bert@example.org\nnever             @lists.example.org\n", said.toString());
        assertEquals(0, run("-I"));
        assertEquals(0, run("status"));
        assertEquals("never             @lists.example.org\n", said.toString());
    }

    @Test
    void anotherFileMayBeNamed() throws Exception {
        assertEquals(0, run("-f", "other", "init"));
        assertTrue(Files.exists(home.resolve("other")));
        assertEquals(73, run("-f", "no/such/folder", "init"));
    }

    @Test
    void mistakesAreAnsweredWithTheUsage() {
        assertEquals(64, run());
        assertEquals(64, run("exclude"));
        assertEquals(64, run("status", "x"));
        assertEquals(64, run("dance"));
        assertTrue(said.toString().startsWith("usage: fingerpost vacation"), said.toString());
    }
}
