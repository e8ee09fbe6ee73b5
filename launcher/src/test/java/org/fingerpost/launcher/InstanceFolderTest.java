package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFolderTest {

    @TempDir
    Path temp;
    private Path defaults;
    private InstanceFolder instance;

    @BeforeEach
    void installation() throws IOException {
        defaults = Files.createDirectory(temp.resolve("defaults"));
        Files.writeString(defaults.resolve("aliases"), "postmaster: root\n");
        Files.writeString(defaults.resolve("queue.cfg"), "# retry = 1m\n");
        instance = new InstanceFolder(temp.resolve("new/instance"));
    }

    private String mode(String folder) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(instance.base().resolve(folder), "unix:mode") & 07777);
    }

    @Test
    void aNewInstanceHasAllFoldersAndFiles() throws Exception {
        assertEquals(List.of(Path.of("etc/aliases"), Path.of("etc/queue.cfg")), instance.make(defaults));
        assertEquals("postmaster: root\n", Files.readString(instance.etc().resolve("aliases")));
        assertEquals("755", mode("run"));
        assertEquals("711", mode("var/spool"));
        assertEquals("1733", mode("var/spool/drop"));
        assertEquals("755", mode("deploy"));
    }

    @Test
    void whatIsThereStaysAsItIs() throws Exception {
        instance.make(defaults);
        Files.writeString(instance.etc().resolve("aliases"), "");
        Files.setAttribute(instance.base().resolve("var/mail"), "unix:mode", 0700);
        Files.delete(instance.etc().resolve("queue.cfg"));

        assertEquals(List.of(Path.of("etc/queue.cfg")), instance.make(defaults));
        assertEquals("", Files.readString(instance.etc().resolve("aliases")));
        assertEquals("700", mode("var/mail"));
    }

    @Test
    void aFileInTheWayIsNamed() throws Exception {
        Files.createDirectories(instance.base());
        Files.writeString(instance.base().resolve("deploy"), "");
        StartRefused refused = assertThrows(StartRefused.class, () -> instance.make(defaults));
        assertEquals(ExitStatus.CANNOT_CREATE, refused.status());
        assertEquals("cannot make the instance " + instance.base() + ": java.nio.file.FileAlreadyExistsException: "
                + instance.deploy(), refused.getMessage());
    }
}
