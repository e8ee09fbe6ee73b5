package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
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

    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final UniqueNames names;
    private final boolean fsync;
    private final Access access;

    Maildir(Path folder, Access access, UniqueNames names, boolean fsync) {
        this.access = access;
        this.folder = folder;
        this.names = names;
        this.fsync = fsync;
    }

    @Override
    public void append(Delivery delivery) throws IOException, UndeliverableException {
        Rights rights = access.content();
        access.names().call(() -> {
            makeIfMissing(folder, access);
            return null;
        });
        rights.call(() -> {
            for (String each : List.of("tmp", "new", "cur")) {
                makeIfMissing(folder.resolve(each), Access.of(rights));
            }
            return null;
        });
        String name = names.next(delivery.macro("j"));
        Path draft = folder.resolve("tmp").resolve(name);
        Path message = folder.resolve("new").resolve(name);
        boolean done = false;
        try {
            write(delivery, draft);
            rights.call(() -> {
                Files.move(draft, message, StandardCopyOption.ATOMIC_MOVE);
                flush(message.getParent());
                return null;
            });
            done = true;
        } finally {
            if (!done) {
                rights.call(() -> Files.deleteIfExists(draft) | Files.deleteIfExists(message));
            }
        }
    }

    private void write(Delivery delivery, Path draft) throws IOException, UndeliverableException {
        try (FileChannel channel = access.content().call(() -> FileChannel.open(draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), access.newMode()))) {
            UnixText text = new UnixText(new RightsOutput(channel, access.content()), UnixText.Quoting.NONE);
            text.write(delivery.message(), delivery::progress);
            text.flush();
            if (fsync) {
                channel.force(true);
            }
        }
    }

    /** A link in the place of a folder would let its owner have files made anywhere. */
    private void makeIfMissing(Path each, Access as) throws IOException, UndeliverableException {
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.createDirectory(each, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
            as.give(each, PRIVATE_FOLDER);
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
}
