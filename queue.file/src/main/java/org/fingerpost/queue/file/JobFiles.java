package org.fingerpost.queue.file;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;

/** The jobs that have two files each. Any thread; changes of one job are made in the order of the calls. */
final class JobFiles {

    private final Spool spool;
    private final Disk disk;
    private final Condition condition;
    private final Flusher flusher;
    private final AtomicLong updates = new AtomicLong();

    JobFiles(Spool spool, Disk disk, Condition condition, Flusher flusher) {
        this.spool = spool;
        this.disk = disk;
        this.condition = condition;
        this.flusher = flusher;
    }

    /** The file that is to be the body of a new job. */
    NewFile newBody(QueueId id) throws IOException {
        return new NewFile(disk, spool.body(id));
    }

    /** Takes over a body that is written and makes it and the job durable; if that fails nothing is left of them. */
    CompletionStage<Void> add(NewFile body, Job job) {
        return flusher.submit(new Commit(body, next(job)));
    }

    boolean has(QueueId id) {
        return spool.has(id);
    }

    Optional<Job> load(QueueId id) throws IOException {
        try {
            return Optional.of(spool.read(id));
        } catch (IOException e) {
            if (spool.has(id)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    Body body(QueueId id) {
        return new FileBody(spool.body(id));
    }

    CompletionStage<Void> update(Job job) {
        return flusher.submit(new Update(spool, job.id(), next(job)));
    }

    CompletionStage<Void> remove(QueueId id) {
        return flusher.submit(new Removal(spool, disk, id));
    }

    private NextControl next(Job job) {
        return new NextControl(spool, disk, condition, job, updates.incrementAndGet());
    }
}
