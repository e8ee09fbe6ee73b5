package org.fingerpost.queue.file;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;

/** What is in the journal and what is in files. */
final class StoredJobs implements QueueStore.Inventory {

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
        for (QueueId id : inJournal) {
            journaled.load(id).ifPresent(job);
        }
        recovery.recover(inFiles, job);
    }
}
