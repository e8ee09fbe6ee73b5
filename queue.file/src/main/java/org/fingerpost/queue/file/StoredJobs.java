package org.fingerpost.queue.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in the journal and what is in files. */
final class StoredJobs implements QueueStore.Inventory {

    private static final Logger LOG = LoggerFactory.getLogger(StoredJobs.class);

    private final List<QueueId> inJournal;
    private final List<String> inFiles;
    private final JournaledJobs journaled;
    private final Recovery recovery;

    StoredJobs(List<QueueId> inJournal, JournaledJobs journaled, Recovery recovery) throws IOException {
        this.inJournal = inJournal;
        this.journaled = journaled;
        this.recovery = recovery;
        this.inFiles = recovery.names();
    }

    @Override
    public int size() {
        return inJournal.size() + inFiles.size();
    }

    @Override
    public void each(Consumer<Job> job) throws IOException {
        List<String> moved = new ArrayList<>();
        for (QueueId id : inJournal) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted before all messages were taken up");
            }
            try {
                journaled.load(id).ifPresentOrElse(job, () -> moved.add(id.value()));
            } catch (IOException e) {
                LOG.error("message {} cannot be read from the journal; it stays there, and the next start looks at it again: {}", id,
                        e.toString());
            }
        }
        recovery.recover(moved, job); // into files since, or they have gone
        recovery.recover(inFiles, job);
    }
}
