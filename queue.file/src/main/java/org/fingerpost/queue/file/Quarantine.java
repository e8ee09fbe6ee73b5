package org.fingerpost.queue.file;

import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where entries go that are no jobs: the folder {@code damaged}, for a person to look at. Never fails. */
final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

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

    /** Copies octets of a segment that are no record. They may be a message that was being written when the router ended. */
    void copy(Path segment, long from, long to) {
        Path target = spool.damaged().resolve("journal-" + segment.getFileName() + "-" + from);
        if (exists(target)) {
            return; // an earlier start has done it
        }
        try (InputStream in = Spool.open(segment); FileOutputStream out = disk.create(target)) {
            in.skipNBytes(from);
            for (long left = to - from; left > 0;) {
                byte[] octets = in.readNBytes((int) Math.min(left, 1 << 16));
                if (octets.length == 0) {
                    throw new EOFException("it ends too early");
                }
                out.write(octets);
                left -= octets.length;
            }
            disk.sync(target, out);
            LOG.error("{} octets at {} of {} are no record of the journal: written when the router ended and never acknowledged, "
                    + "or damaged since; they were copied to {}", to - from, from, segment, target);
        } catch (IOException e) {
            LOG.error("octets {} to {} of {} are damaged and could not be copied to {}: {}", from, to, segment, target,
                    e.toString());
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
