package org.fingerpost.table.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTableTest {

    @TempDir
    Path directory;

    private Lookup run(Duration timeout, String script, String flags, String key, String... arguments)
            throws IOException, TableException {
        Path program = Files.writeString(directory.resolve("map"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        TableDeclaration declaration = new TableDeclaration("test", "program", flags.replace("@", "map"), directory);
        return new ProgramTableType(timeout).open(declaration).lookup(key, List.of(arguments));
    }

    private Lookup run(String script, String flags, String key, String... arguments) throws IOException, TableException {
        return run(Duration.ofSeconds(30), script, flags, key, arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "two words", "$(id)", "`id`", "a;b", "-x", "a'b", "*", "a\\nb", ""})
    void theKeyIsTheLastArgumentAsItIs(String key) throws Exception {
        assertEquals(new Lookup.Found("3:<" + key + ">"), run("printf '%s:<%s>\\n' \"$#\" \"$3\"", "-q @ one two", key));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"'echo one; echo two',one", "'printf one',one", "'echo',''", "'exit 0',-", "'exit 1',-",
        "'echo x; exit 67',-", "'echo x; exit 1',-", "'echo trouble >&2',-"})
    void theFirstLineIsTheValue(String script, String value) throws Exception {
        assertEquals(value, Tables.value(run(script, "@", "k")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 75", "echo x; exit 75", "kill -9 $$", "exec /nonexistent/program"})
    void aFailureForNowIsOne(String script) throws Exception {
        assertInstanceOf(Lookup.Unavailable.class, run(script, "@", "k"));
        assertEquals(new Lookup.NotFound(75), run(script, "-t @", "k"));
        assertEquals(new Lookup.Found("kTMP"), run(script, "-TTMP @", "k"));
    }

    @Test
    void flags() throws Exception {
        assertEquals(new Lookup.Found("k and x.!"), run("echo '%0 and %1.'", "-a! @", "k", "x"));
        assertEquals(new Lookup.Found("K!"), run("echo v", "-m -a! @", "K"));
        assertInstanceOf(Lookup.Unavailable.class, run("", "none", "k"));
        assertEquals(Lookup.NOT_FOUND, run("", "-o none", "k"));
    }

    @Test
    void theEnvironmentIsEmptyButForTheAgent() throws Exception {
        assertEquals(new Lookup.Found("sendmail:/:"), run("echo \"$AGENT:$(pwd):$HOME\"", "@", "k"));
    }

    @Test
    void longOutputIsCutAndTooMuchIsTrouble() throws Exception {
        Lookup cut = run("head -c 200000 /dev/zero | tr '\\0' x", "@", "k");
        assertEquals(2047, Tables.value(cut).length());
        assertInstanceOf(Lookup.Unavailable.class, run("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done", "@", "k"));
    }

    @Test
    void aProgramThatHangsIsGivenUp() throws Exception {
        Lookup answer = run(Duration.ofMillis(200), "exec sleep 600", "@", "k");
        assertTrue(assertInstanceOf(Lookup.Unavailable.class, answer).reason().contains("no answer"));
    }

    @Test
    void whatItLeavesBehindIsNotWaitedFor() throws Exception {
        assertEquals(new Lookup.Found("v"), run("sleep 5 & echo v", "@", "k"));
    }

    @Test
    void keysThatNoProgramCanGetAreNotFound() throws Exception {
        assertNull(Tables.value(run("echo v", "@", "a\0b")));
    }
}
