package org.fingerpost.queue.file;

import java.io.IOException;
import java.nio.file.Path;

import org.fingerpost.api.queue.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control file that a job is to have, under a temporary name until it is published. One thread at a time. */
final class NextControl {

    private static final Logger LOG = LoggerFactory.getLogger(NextControl.class);

    private final Disk disk;
    private final Condition condition;
    private final Job job;
    private final Path path;
    private final Path temporary;
    private NewFile file;
    private boolean published;

    /** @param number no two at once of one job have the same */
    NextControl(Spool spool, Disk disk, Condition condition, Job job, long number) {
        this.disk = disk;
        this.condition = condition;
        this.job = job;
        this.path = spool.control(job.id());
        this.temporary = spool.controls().resolve(job.id() + "." + number + Recovery.TEMPORARY);
    }

    /** Writes it, unless the storage is bad. */
    void write() throws IOException {
        condition.require();
        file = new NewFile(disk, temporary);
        ControlWriter.write(job, file.stream());
    }

    /** Flushes it, unless the storage has gone bad. */
    void settle() throws IOException {
        condition.require();
        file.settle();
    }

    void publish() throws IOException {
        file.renameTo(path);
        published = true;
    }

    boolean isPublished() {
        return published;
    }

    /** Removes what has not been published. Never fails. */
    void discard() {
        if (file != null && !published) {
            file.discard();
        }
    }

    /** Removes what has been published. Never fails. */
    void withdraw() {
        try {
            disk.delete(path);
        } catch (IOException e) {
            LOG.error("message {} was refused but could not be removed from the queue: {}", job.id(), e.toString());
        }
    }
}
