package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A small file system in a file, mounted: root and loop devices are needed. */
final class LoopDisk implements AutoCloseable {

    /**
     * ext4 at its least careful: nothing but a flush brings anything to the disk for ten minutes, the content of a file is not
     * written before its name, and a rename does not flush what is renamed.
     */
    private static final String CARELESS = "loop,data=writeback,noauto_da_alloc,commit=600";

    private final Path image;
    private final Path folder;

    private LoopDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** A new one; skips the test where that is not possible. */
    static LoopDisk make(Path image, Path folder, int megabytes) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mount")) || Files.isExecutable(Path.of("/bin/mount")),
                "there is no mount");
        Shell.Result made = run("truncate", "-s", megabytes + "M", image.toString());
        assertEquals(0, made.status(), made.error());
        assumeTrue(run("sh", "-c", "command -v mkfs.ext4").status() == 0, "there is no mkfs.ext4");
        // Without lazy initialization: its thread would write to the disk while it is copied.
        Shell.Result formatted = run("mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", image.toString());
        assertEquals(0, formatted.status(), formatted.error());
        return mount(image, folder, CARELESS);
    }

    private static LoopDisk mount(Path image, Path folder, String options) throws Exception {
        Files.createDirectories(folder);
        Shell.Result mounted = run("mount", "-o", options, image.toString(), folder.toString());
        assumeTrue(mounted.status() == 0, "loop mounts are not possible here: " + mounted.error());
        return new LoopDisk(image, folder);
    }

    Path folder() {
        return folder;
    }

    /** Brings everything to the disk. */
    void sync() throws Exception {
        assertEquals(0, run("sync", "-f", folder.toString()).status());
    }

    /**
     * What is left when the power goes off now, mounted: the blocks that the file system has handed to its device. What it still
     * keeps in memory, flushed or not, is not among them. Nobody may write meanwhile.
     */
    LoopDisk afterPowerCut(Path copy, Path mountPoint) throws Exception {
        byte[] now = Files.readAllBytes(image);
        byte[] again = Files.readAllBytes(image);
        while (!Arrays.equals(now, again)) { // a flush that was under way went on
            now = again;
            again = Files.readAllBytes(image);
        }
        Files.write(copy, now);
        return mount(copy, mountPoint, "loop");
    }

    @Override
    public void close() throws Exception {
        Shell.Result ended = run("umount", folder.toString());
        assertEquals(0, ended.status(), ended.error());
        Files.delete(image);
    }

    private static Shell.Result run(String... command) throws Exception {
        return Shell.run(Map.of(), new byte[0], List.of(command));
    }
}
