package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.UnixText;

/**
 * A folder with a file for each message: written in {@code tmp}, then moved to {@code new}, so that a reader never sees a part of
 * it. No locks. What is missing of the folders is made, but not the folder around the Maildir.
 */
final class Maildir implements Mailbox {

    private final Path folder;
    private final UniqueNames names;
    private final boolean fsync;

    Maildir(Path folder, UniqueNames names, boolean fsync) {
        this.folder = folder;
        this.names = names;
        this.fsync = fsync;
    }

    @Override
    public void append(Delivery delivery) throws IOException, UndeliverableException {
        for (Path each : List.of(folder, folder.resolve("tmp"), folder.resolve("new"), folder.resolve("cur"))) {
            makeIfMissing(each);
        }
        String name = names.next(delivery.macro("j"));
        Path draft = folder.resolve("tmp").resolve(name);
        Path message = folder.resolve("new").resolve(name);
        boolean done = false;
        try {
            write(delivery, draft);
            Files.move(draft, message, StandardCopyOption.ATOMIC_MOVE);
            flush(message.getParent());
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(draft);
                Files.deleteIfExists(message);
            }
        }
    }

    private void write(Delivery delivery, Path draft) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions("rw-------"))) {
            UnixText text = new UnixText(Channels.newOutputStream(channel), UnixText.Quoting.NONE);
            text.write(delivery.message(), delivery::progress);
            text.flush();
            if (fsync) {
                channel.force(true);
            }
        }
    }

    /** A link in the place of a folder would let its owner have files made anywhere. */
    private void makeIfMissing(Path each) throws IOException, UndeliverableException {
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.createDirectory(each, permissions("rwx------"));
            flush(each.getParent());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                throw UndeliverableException.failed("5.2.0", "not a Maildir");
            }
        }
    }

    private void flush(Path each) throws IOException {
        if (fsync) {
            Folders.flush(each);
        }
    }

    private static FileAttribute<?> permissions(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
