package org.fingerpost.queue.file;

import static org.fingerpost.queue.file.Samples.BODY;
import static org.fingerpost.queue.file.Samples.await;
import static org.fingerpost.queue.file.Samples.draft;
import static org.fingerpost.queue.file.Samples.job;
import static org.fingerpost.queue.file.Samples.octets;
import static org.fingerpost.queue.file.Samples.open;
import static org.fingerpost.queue.file.Samples.queued;
import static org.fingerpost.queue.file.Samples.recovered;
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

/** Power is cut after each step of each change; every state of the package's table comes up. */
class PowerCutTest {

    @TempDir
    Path temp;
    private PowerCutDisk disk;
    private FileQueueStore store;

    @BeforeEach
    void openStore() throws IOException {
        Path spool = temp.resolve("spool");
        disk = new PowerCutDisk(spool, Files.createDirectory(temp.resolve("cuts")));
        store = open(spool, disk);
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
        Samples.assertSteps(remains, "create data", "create control", "sync control", "sync data", "sync folder data",
                "rename control", "sync folder control");
        assertRecovered(remains, Set.of(Set.of(), Set.of(job)));
        assertRecovered(Remains.last(remains), Set.of(Set.of(job)));
    }

    @Test
    void aGivenUpDraftIsSweptAway() throws IOException {
        draft(store).close();
        assertRecovered(disk.remains(), Set.of(Set.of()));
    }

    @Test
    void anUpdateLeavesTheOldJobOrTheNewAndForSureTheNewOnceCompleted() throws IOException {
        Job old = queued(store);
        disk.remains();
        Job changed = old.withHold(Samples.HOLD);
        await(store.update(changed));
        List<Remains> remains = disk.remains();
        Samples.assertSteps(remains, "create control", "sync control", "rename control", "sync folder control");
        assertRecovered(remains, Set.of(Set.of(old), Set.of(changed)));
        assertRecovered(Remains.last(remains), Set.of(Set.of(changed)));
    }

    @Test
    void aRemovalLeavesTheJobOrNothingAndForSureNothingOnceCompleted() throws IOException {
        Job job = queued(store);
        disk.remains();
        await(store.remove(job.id()));
        List<Remains> remains = disk.remains();
        Samples.assertSteps(remains, "delete control", "sync folder control", "delete data");
        assertRecovered(remains, Set.of(Set.of(job), Set.of()));
        assertRecovered(Remains.last(remains), Set.of(Set.of()));
    }

    @Test
    void otherMessagesAreNotTouched() throws IOException {
        Job other = queued(store);
        Job job = queued(store);
        disk.remains();
        await(store.update(job.withHold(Samples.HOLD)));
        await(store.remove(job.id()));
        assertRecovered(disk.remains(), Set.of(Set.of(other, job), Set.of(other, job.withHold(Samples.HOLD)), Set.of(other)));
    }

    /** Opens each, and opens it again; nothing may be damaged and nothing left over. */
    private static void assertRecovered(List<Remains> remains, Set<Set<Job>> allowed) throws IOException {
        for (Remains cut : Remains.distinct(remains)) {
            for (int start = 1; start <= 2; start++) {
                try (Reopened store = new Reopened(open(cut.folder()))) {
                    Collection<Job> jobs = recovered(store.store).values();
                    assertTrue(allowed.contains(Set.copyOf(jobs)), () -> "after " + cut.step() + ": " + jobs);
                    for (Job job : jobs) {
                        assertArrayEquals(BODY, octets(store.store, job.id()), cut.step());
                    }
                    Set<String> ids = jobs.stream().map(Job::id).map(QueueId::value).collect(Collectors.toSet());
                    assertEquals(ids, Samples.names(cut.folder().resolve("data")), cut.step());
                    assertEquals(ids, Samples.names(cut.folder().resolve("control")), cut.step());
                    assertEquals(Set.of(), Samples.names(cut.folder().resolve("damaged")), cut.step());
                }
            }
        }
    }

    private record Reopened(FileQueueStore store) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
        }
    }
}
