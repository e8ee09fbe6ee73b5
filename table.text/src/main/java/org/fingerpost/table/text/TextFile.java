package org.fingerpost.table.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.fingerpost.api.unix.UnsafeFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file and its content, kept in agreement. Any thread; what the checks remember belongs to the thread that holds {@link
 * #checking}.
 */
final class TextFile {

    private static final Logger LOG = LoggerFactory.getLogger(TextFile.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_WAIT_SECONDS = 10;

    /** A text that is still not at rest is left for the next check. */
    private static final int READINGS = 3;

    /** Reads the file, whole or not at all. */
    @FunctionalInterface
    interface Reading {
        Content read() throws IOException;
    }

    /** By what a file is known again. */
    private record Stamp(Object inode, FileTime modified, long bytes) {
    }

    private final Path file;
    private final Reading reading;
    private final boolean optional;
    private final LongSupplier nanoTime;
    private final ReentrantLock checking = new ReentrantLock();

    private volatile Content content;
    /** Why there is no content. */
    private volatile String trouble = "not read yet";
    private volatile long nextCheck;
    /** The file that was read last, or that could not be read for what it holds; null if it could not be opened. */
    private Stamp seen;
    private String reported = "";

    /**
     * @param optional an absent file has no entries, instead of being trouble
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    TextFile(Path file, Reading reading, boolean optional, LongSupplier nanoTime) {
        this.file = file;
        this.reading = reading;
        this.optional = optional;
        this.nanoTime = nanoTime;
        this.nextCheck = nanoTime.getAsLong();
    }

    /** The content as of a second ago or later; null in trouble. */
    Content content() {
        if (isDue() && (content == null ? lockPatiently() : checking.tryLock())) {
            try {
                if (isDue()) {
                    check();
                    nextCheck = nanoTime.getAsLong() + CHECK_NANOS;
                }
            } finally {
                checking.unlock();
            }
        }
        return content;
    }

    /** One line: file and reason. */
    String trouble() {
        return trouble;
    }

    private boolean isDue() {
        return nanoTime.getAsLong() - nextCheck >= 0;
    }

    private boolean lockPatiently() {
        try {
            return checking.tryLock(FIRST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void check() {
        try {
            Stamp now = stamp();
            if (!now.equals(seen)) {
                seen = now;
                read();
                reported = "";
            }
        } catch (FileSystemException e) {
            seen = null; // it could not be opened: tried again at each check
            notOpened(e);
        } catch (IOException e) {
            failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** All of the text, not what an editor has written of it so far. */
    private void read() throws IOException {
        for (int i = 0; i < READINGS; i++) {
            Content read = reading.read();
            Stamp after = stamp();
            if (after.equals(seen)) {
                content = read;
                return;
            }
            seen = after;
        }
        seen = null;
        throw new IOException("it changes while it is read");
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }

    private void notOpened(FileSystemException e) {
        if (e instanceof UnsafeFileException) {
            failed("unsafe map file: " + e.getMessage());
        } else if (!(e instanceof NoSuchFileException)) {
            failed(e instanceof AccessDeniedException ? "permission denied" : e.toString());
        } else if (optional) {
            content = Content.EMPTY;
        } else {
            failed("no such file");
        }
    }

    /** Logs once for each reason: it is found again at every check. */
    private void failed(String reason) {
        trouble = file + ": " + reason;
        if (!reason.equals(reported)) {
            reported = reason;
            LOG.error("{}; {}", trouble, content == null ? "look-ups are deferred" : "the old content stays in use");
        }
    }
}
