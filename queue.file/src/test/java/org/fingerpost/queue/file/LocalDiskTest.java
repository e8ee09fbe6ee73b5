package org.fingerpost.queue.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {

    @TempDir
    Path folder;
    private boolean descriptors = true;

    private FileChannel open(Path path) throws IOException {
        if (!descriptors) {
            throw new FileSystemException(path.toString(), null, "Too many open files");
        }
        return FileChannel.open(path, StandardOpenOption.READ);
    }

    @Test
    void aFolderThatWasFlushedOnceNeedsNoFurtherDescriptor() throws Exception {
        try (LocalDisk disk = new LocalDisk(this::open)) {
            disk.syncDirectory(folder);
            descriptors = false;
            assertDoesNotThrow(() -> disk.syncDirectory(folder));
            descriptors = true;
            assertDoesNotThrow(() -> disk.syncDirectory(folder));
        }
    }

    @Test
    void aFolderThatIsGoneIsNotFlushedByItsOldName() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (LocalDisk disk = new LocalDisk(this::open)) {
            disk.syncDirectory(gone);
            Files.delete(gone);
            assertThrows(SyncFailedException.class, () -> disk.syncDirectory(gone));
        }
    }
}
