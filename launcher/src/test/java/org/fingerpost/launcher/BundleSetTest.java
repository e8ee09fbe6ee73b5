package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSetTest {

    @TempDir
    Path folder;

    private Path jar(String name) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        return Files.writeString(jar, "");
    }

    @Test
    void levelsAreOrderedAsNumbersAndJarsByName() throws IOException {
        List<Path> jars = List.of(jar("1/b.jar"), jar("2/a.jar"), jar("2/c.jar"), jar("10/a.jar"));
        jar("2/README");
        BundleSet set = BundleSet.in(folder);
        assertEquals(jars, set.jars());
        assertEquals(10, set.highestLevel());
    }

    @Test
    void whatIsNoStartLevelIsRefused() throws IOException {
        jar("1/a.jar");
        jar("extra/b.jar");
        IOException e = assertThrows(IOException.class, () -> BundleSet.in(folder));
        assertEquals(folder.resolve("extra") + ": only folders named by a start level, 1 to 99, are expected here",
                e.getMessage());
    }

    @Test
    void anEmptyFolderIsRefused() {
        assertThrows(IOException.class, () -> BundleSet.in(folder));
    }
}
