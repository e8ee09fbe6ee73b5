package org.fingerpost.queue.file;

import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where entries go that are no jobs: the folder {@code damaged}, for a person to look at. Never fails. */
final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private static final int CHUNK = 1 << 16;

    private final Spool spool;
    private final Disk disk;

    Quarantine(Spool spool, Disk disk) {
        this.spool = spool;
        this.disk = disk;
    }

    /** Moves a control file and the body of that name, if there is one. */
    void take(String name, String why) {
        try {
            Path body = spool.bodies().resolve(name);
            if (exists(body)) {
                // The body goes first and for good: without its control file it would be swept away as left over.
                move(body, name + ".data");
                disk.syncDirectory(spool.damaged());
            }
            move(spool.controls().resolve(name), name + ".control");
            LOG.error("message {} is damaged and was moved to {}: {}", name, spool.damaged(), why);
        } catch (IOException e) {
            LOG.error("message {} is damaged ({}) and could not be moved to {}: {}", name, why, spool.damaged(), e.toString());
        }
    }

    /**
     * Copies octets of a segment that are no record. They may be a message that was being written when the router ended.
     *
     * @return whether the copy is stable; otherwise the segment must stay
     */
    boolean copy(Path segment, long from, long to) {
        Path target = spool.damaged().resolve("journal-" + segment.getFileName() + "-" + from);
        try {
            if (exists(target)) {
                if (holds(target, segment, from, to)) {
                    return true; // an earlier start has done it
                }
                disk.delete(target); // an earlier start has begun it
            }
            try (InputStream in = range(segment, from); FileOutputStream out = disk.create(target)) {
                for (long at = from; at < to;) {
                    byte[] octets = in.readNBytes((int) Math.min(to - at, CHUNK));
                    if (octets.length == 0) {
                        throw new EOFException("it ends too early");
                    }
                    out.write(octets);
                    at += octets.length;
                }
                disk.sync(target, out);
            }
            disk.syncDirectory(spool.damaged());
            LOG.error("{} octets at {} of {} are no record of the journal: written when the router ended and never acknowledged, "
                    + "or damaged since; they were copied to {}", to - from, from, segment, target);
            return true;
        } catch (IOException e) {
            LOG.error("octets {} to {} of {} are damaged and could not be copied to {}; that file of the journal stays: {}", from, to,
                    segment, target, e.toString());
            return false;
        }
    }

    private static boolean holds(Path copy, Path segment, long from, long to) throws IOException {
        if (Spool.requireFile(copy).size() != to - from) {
            return false;
        }
        try (InputStream in = range(segment, from); InputStream copied = range(copy, 0)) {
            for (long at = from; at < to; at += CHUNK) {
                int count = (int) Math.min(to - at, CHUNK);
                if (!Arrays.equals(in.readNBytes(count), copied.readNBytes(count))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static InputStream range(Path file, long from) throws IOException {
        InputStream in = Spool.open(file);
        try {
            in.skipNBytes(from);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Moves a file that does not begin as a segment does; one that never got so far goes. */
    void takeSegment(Path file, long size) {
        try {
            if (size < JournalRecord.MAX_HEAD) {
                disk.delete(file);
            } else {
                move(file, "journal-" + file.getFileName());
                disk.syncDirectory(spool.damaged());
                LOG.error("{} does not begin as a segment of the journal does and was moved to {}", file, spool.damaged());
            }
        } catch (IOException e) {
            LOG.error("{} is no segment of the journal and could not be moved to {}: {}", file, spool.damaged(), e.toString());
        }
    }

    private void move(Path file, String name) throws IOException {
        Path target = spool.damaged().resolve(name);
        for (int i = 1; exists(target); i++) {
            target = spool.damaged().resolve(name + "." + i);
        }
        disk.rename(file, target);
    }

    private static boolean exists(Path file) {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
