package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.UnixText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages to files that programs then read: a program that does not read can hold up a pipe, but not a file. Nobody else
 * may read them, and each is removed as soon as its program has been started, so they have no names for as long as they are read.
 * Safe on any thread.
 */
final class MessageFiles {

    private static final Logger LOG = LoggerFactory.getLogger(MessageFiles.class);

    private static final String PREFIX = "prog-";
    private static final String SUFFIX = ".msg";
    /** What has had a name for so long was left behind by a crash. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final Path folder;
    private final Clock clock;

    /** @param clock its zone is that of the date in a From_ line */
    MessageFiles(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Makes the folder and removes what a crash left in it. Trouble is logged: it shows again in every attempt. */
    void prepare() {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
                for (Path file : files) {
                    removeIfLeftBehind(file);
                }
            }
        } catch (IOException e) {
            LOG.error("{}, the folder of messages for programs, cannot be used: {}", folder, e.toString());
        }
    }

    private void removeIfLeftBehind(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        if (written.plus(LEFT_BEHIND).isBefore(clock.instant())) {
            Files.deleteIfExists(file);
        }
    }

    /** The message as the definition's flags want it, for {@code reader} alone. The caller removes the file. */
    Path write(Delivery delivery, Actor reader) throws IOException {
        Path file = Files.createTempFile(folder, PREFIX, SUFFIX);
        boolean done = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            write(delivery, out);
            reader.take(file);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
        return file;
    }

    private static void write(Delivery delivery, OutputStream out) throws IOException {
        UnixText text = new UnixText(out, UnixText.Form.of(delivery.mailer()));
        if (!delivery.mailer().has('n')) {
            text.write(delivery.fromLine() + "\n");
        }
        text.write(delivery.message(), delivery::progress);
        text.flush();
    }
}
