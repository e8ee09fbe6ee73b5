package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replacing a file so that neither a reader nor a power cut finds a part of it. */
final class Durably {

    private Durably() {
    }

    /** Flushes {@code complete}, gives it the name {@code target}, both in the same directory, and flushes that too. */
    static void rename(Path complete, Path target) throws IOException {
        flush(complete);
        Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE);
        flush(target.toAbsolutePath().getParent());
    }

    /** Opens for reading: a directory cannot be opened otherwise, and a file's permissions may be for reading only by now. */
    private static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
