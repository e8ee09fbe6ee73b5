package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.launcher.SettingsFile.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    @TempDir
    Path etc;

    private SettingsFile read(String name, String text) throws IOException {
        return SettingsFile.read(Files.writeString(etc.resolve(name), text));
    }

    @Test
    void keysComeWithTheirLines() throws IOException {
        List<Key> keys = read("queue.cfg", "# retry = 1m\n\nretry = 2m\n  ! no\nwarn:4h\nreturn 5d\nworkers=4\n").keys();
        assertEquals(List.of(new Key("retry", 3), new Key("warn", 5), new Key("return", 6), new Key("workers", 7)), keys);
    }

    @Test
    void aContinuedValueHasNoKeys() throws IOException {
        List<Key> keys = read("queue.cfg", "retry = 1m, \\\n  5m, \\\n# 1h\nwarn = a\\\\\nreturn = 5d\n").keys();
        assertEquals(List.of(new Key("retry", 1), new Key("warn", 4), new Key("return", 5)), keys);
    }

    @Test
    void aCommentIsNotContinued() throws IOException {
        assertEquals(List.of(new Key("warn", 2)), read("queue.cfg", "# see \\\nwarn = 4h\n").keys());
    }

    @ParameterizedTest
    @CsvSource({"queue.cfg,queue", "queue.file.cfg,queue.file", "smtp~inside.cfg,smtp", "smtp-inside.cfg,smtp", "a-b~c.cfg,a-b"})
    void theNameTellsThePid(String name, String pid) throws IOException {
        assertEquals(pid, read(name, "").pid());
    }
}
