package org.fingerpost.queue.file;

import java.io.IOException;

import org.fingerpost.api.mail.QueueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a job out of the store: its control file, then its body. Tried on bad storage too, for it can only save duplicates. */
final class Removal extends Change {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final Spool spool;
    private final Disk disk;
    private final QueueId id;

    Removal(Spool spool, Disk disk, QueueId id) {
        this.spool = spool;
        this.disk = disk;
        this.id = id;
    }

    @Override
    void publish() throws IOException {
        disk.delete(spool.control(id));
    }

    @Override
    void conclude() {
        try {
            disk.delete(spool.body(id));
        } catch (IOException e) {
            LOG.warn("the body of message {} could not be removed; the next start does it: {}", id, e.toString());
        }
    }
}
