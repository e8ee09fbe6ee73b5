package org.fingerpost.queue.file;

import java.io.IOException;
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
