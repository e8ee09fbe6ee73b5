package org.fingerpost.listener.control;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fingerpost.api.control.ControlCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the drop folder. Everybody may make files there, only the router can list them.
 *
 * <p>States of a file, and what moves it: {@code drop/.NAME} is being written and is none of our business until it is a day old,
 * when its writer must have died, and is removed; {@code drop/NAME} is complete; {@code drop.taken/NAME} is ours, where its owner
 * can no longer exchange it for something else; from there it is submitted and removed, or goes to {@code drop.bad/NAME}, for a
 * person to see. Whatever is in {@code drop.taken} is tried again at the next look, after a crash as well: at worst a message is
 * submitted twice, never not at all.
 *
 * <p>Of one thread, but for {@link #stop}.
 */
final class DropScan {

    private static final Logger LOG = LoggerFactory.getLogger(DropScan.class);
    /** Everybody may create files and nobody may list them, or remove those of others. */
    private static final int DROP_MODE = 01733;
    private static final int MAX_REMEMBERED = 1000;
    /** No writer is silent for so long. */
    private static final Duration LEFT_OVER = Duration.ofDays(1);

    private final Path drop;
    private final Path taken;
    private final Path bad;
    private final ControlCommand sendmail;
    private final long maxBytes;
    private final Clock clock;
    /** What cannot be moved away is reported once. */
    private final Set<Path> reported = new HashSet<>();
    private volatile boolean stopped;

    DropScan(Path spool, ControlCommand sendmail, long maxBytes, Clock clock) {
        this.drop = spool.resolve("drop");
        this.taken = spool.resolve("drop.taken");
        this.bad = spool.resolve("drop.bad");
        this.sendmail = sendmail;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** Makes the folders, and sets the mode of the one for everybody whatever it was. */
    void prepare() throws IOException {
        Files.createDirectories(drop);
        Files.setAttribute(drop, "unix:mode", DROP_MODE);
        for (Path own : new Path[] {taken, bad}) {
            Files.createDirectories(own);
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        }
    }

    void stop() {
        stopped = true;
    }

    void run() throws IOException {
        each(drop, DropScan::isUnfinished, this::removeIfLeftOver);
        each(drop, file -> !isUnfinished(file), this::take);
        each(taken, file -> !isUnfinished(file), this::submit);
    }

    /** Is being written, or was until its writer died. */
    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private interface Step {
        void on(Path file) throws IOException;
    }

    private void each(Path folder, DirectoryStream.Filter<Path> wanted, Step step) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, wanted)) {
            for (Path file : files) {
                if (stopped) {
                    return;
                }
                try {
                    step.on(file);
                } catch (IOException e) {
                    report(file, e);
                }
            }
        }
    }

    /** Its writer has been told nothing, or that the message could not be left; so nobody counts on it. */
    private void removeIfLeftOver(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        if (written.isBefore(clock.instant().minus(LEFT_OVER))) {
            Files.delete(file);
            LOG.info("drop folder: {} removed: its writer has left it unfinished since {}", file.getFileName(), written);
        }
    }

    private void take(Path file) throws IOException {
        Files.move(file, taken.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private void report(Path file, IOException e) {
        if (reported.size() < MAX_REMEMBERED && reported.add(file)) {
            LOG.warn("drop folder: {}: {}", file, e.toString());
        }
    }

    private void submit(Path file) throws IOException {
        String objection = objection(file);
        if (!objection.isEmpty()) {
            setAside(file, objection);
            return;
        }
        DropCall.Result result = DropCall.replay(file, sendmail);
        if (result.status() == Sysexits.TEMPFAIL) {
            LOG.info("drop folder: {} of {} stays for now: {}", file.getFileName(), result.owner(), result.said());
        } else if (Submission.isAccepted(result.status())) {
            LOG.info("drop folder: {} of {} submitted{}", file.getFileName(), result.owner(),
                    result.said().isEmpty() ? "" : ": " + result.said());
            Files.delete(file);
        } else {
            setAside(file, "exit status " + result.status() + " for " + result.owner() + ": " + result.said());
        }
    }

    /** Why the file cannot be what the command leaves; empty if it can. A second link could make it somebody else's file. */
    private String objection(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:isRegularFile,nlink,size", LinkOption.NOFOLLOW_LINKS);
        if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            return "not a regular file";
        }
        if (!Integer.valueOf(1).equals(attributes.get("nlink"))) {
            return "it has more than one link";
        }
        return (Long) attributes.get("size") > maxBytes ? "larger than " + maxBytes + " octets" : "";
    }

    private void setAside(Path file, String reason) throws IOException {
        LOG.warn("drop folder: {} set aside in {}: {}", file.getFileName(), bad, reason);
        Files.move(file, bad.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
}
