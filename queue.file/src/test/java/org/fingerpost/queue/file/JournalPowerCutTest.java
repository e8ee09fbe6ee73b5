package org.fingerpost.queue.file;

import static org.fingerpost.queue.file.Samples.BODY;
import static org.fingerpost.queue.file.Samples.await;
import static org.fingerpost.queue.file.Samples.draft;
import static org.fingerpost.queue.file.Samples.job;
import static org.fingerpost.queue.file.Samples.octets;
import static org.fingerpost.queue.file.Samples.open;
import static org.fingerpost.queue.file.Samples.queued;
import static org.fingerpost.queue.file.Samples.recovered;
import static org.fingerpost.queue.file.Samples.withJournal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.queue.file.PowerCutDisk.Remains;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power is cut after each step of each change of a job in the journal. */
class JournalPowerCutTest {

    @TempDir
    Path temp;
    private PowerCutDisk disk;
    private FileQueueStore store;

    @BeforeEach
    void openStore() throws IOException {
        Path spool = temp.resolve("spool");
        disk = new PowerCutDisk(spool, Files.createDirectory(temp.resolve("cuts")));
        store = open(withJournal(spool), disk);
        disk.remains();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void aMessageIsThereWholeOrNotAtAllAndForSureOnceCommitted() throws IOException {
        Draft draft = draft(store);
        Job job = job(draft.id(), BODY.length);
        await(draft.commit(job));
        List<Remains> remains = disk.remains();
        Samples.assertSteps(remains, "create journal", "sync folder journal", "sync journal");
        assertRecovered(remains, Set.of(Set.of(), Set.of(job)));
        assertRecovered(Remains.last(remains), Set.of(Set.of(job)));
    }

    @Test
    void furtherMessagesCostOneFlushEach() throws IOException {
        queued(store);
        disk.remains();
        queued(store);
        Samples.assertSteps(disk.remains(), "sync journal");
    }

    @Test
    void anUpdateLeavesTheOldJobOrTheNewAndForSureTheNewOnceCompleted() throws IOException {
        Job old = queued(store);
        disk.remains();
        Job changed = old.withHold(Samples.HOLD);
        await(store.update(changed));
        List<Remains> remains = disk.remains();
        Samples.assertSteps(remains, "sync journal");
        assertRecovered(remains, Set.of(Set.of(changed)));
    }

    @Test
    void aRemovedJobDoesNotComeBack() throws IOException {
        Job job = queued(store);
        disk.remains();
        await(store.remove(job.id()));
        List<Remains> remains = disk.remains();
        Samples.assertSteps(remains, "sync journal");
        assertRecovered(remains, Set.of(Set.of()));
    }

    @Test
    void aJobThatIsMovedIntoFilesIsThereOnceAtAnyTime() throws IOException {
        Job other = queued(store);
        Job job = queued(store).withHold(Samples.HOLD);
        await(store.update(job));
        disk.remains();
        store.moveSome();
        List<Remains> remains = disk.remains();
        assertTrue(Remains.steps(remains).contains("sync folder control"));
        assertRecovered(remains, Set.of(Set.of(job, other)));
    }

    @Test
    void whatHappensToAJobAfterItWasMovedCounts() throws IOException {
        Job job = queued(store);
        store.moveSome();
        disk.remains();
        await(store.update(job.withHold(Samples.HOLD)));
        assertRecovered(disk.remains(), Set.of(Set.of(job), Set.of(job.withHold(Samples.HOLD))));
        await(store.remove(job.id()));
        assertRecovered(Remains.last(disk.remains()), Set.of(Set.of()));
    }

    @Test
    void segmentsGoWithoutBringingBackWhatHasGone() throws IOException {
        Job stays = queued(store);
        byte[] large = new byte[60_000];
        for (int i = 0; i < 5; i++) {
            Draft draft = store.create();
            draft.write(large, 0, large.length);
            await(draft.commit(job(draft.id(), large.length)));
            await(store.remove(draft.id()));
        }
        disk.remains();
        await(store.remove(stays.id()));
        Job last = queued(store);
        List<Remains> remains = disk.remains();
        assertTrue(remains.stream().anyMatch(cut -> cut.step().startsWith("delete journal")), remains::toString);
        assertRecovered(remains, Set.of(Set.of(stays), Set.of(), Set.of(last)));
        assertRecovered(Remains.last(remains), Set.of(Set.of(last)));
    }

    /** Opens each, and opens it again. */
    private static void assertRecovered(List<Remains> remains, Set<Set<Job>> allowed) throws IOException {
        for (Remains cut : Remains.distinct(remains)) {
            for (int start = 1; start <= 2; start++) {
                FileQueueStore store = open(withJournal(cut.folder()), new LocalDisk());
                try {
                    Collection<Job> jobs = recovered(store).values();
                    assertTrue(allowed.contains(Set.copyOf(jobs)), () -> "after " + cut.step() + ": " + jobs);
                    for (Job job : jobs) {
                        assertArrayEquals(BODY, octets(store, job.id()), cut.step());
                    }
                    Set<String> ids = jobs.stream().map(Job::id).map(QueueId::value).collect(Collectors.toSet());
                    assertTrue(ids.containsAll(Samples.names(cut.folder().resolve("data"))), cut.step());
                    assertEquals(Samples.names(cut.folder().resolve("control")), Samples.names(cut.folder().resolve("data")),
                            cut.step());
                } finally {
                    store.close();
                }
            }
        }
    }
}
