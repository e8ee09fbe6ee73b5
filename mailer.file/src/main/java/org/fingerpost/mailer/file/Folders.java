package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is done to folders. */
final class Folders {

    private Folders() {
    }

    /**
     * Makes the names in {@code folder} durable: a new or renamed file is not, before that. A folder that its user can write
     * but not read stays as durable as its file system makes it.
     */
    static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            return;
        }
    }
}
