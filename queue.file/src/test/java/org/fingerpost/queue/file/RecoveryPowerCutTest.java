package org.fingerpost.queue.file;

import static org.fingerpost.queue.file.Samples.BODY;
import static org.fingerpost.queue.file.Samples.await;
import static org.fingerpost.queue.file.Samples.octets;
import static org.fingerpost.queue.file.Samples.open;
import static org.fingerpost.queue.file.Samples.queued;
import static org.fingerpost.queue.file.Samples.recovered;
import static org.fingerpost.queue.file.Samples.withJournal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.queue.file.PowerCutDisk.Remains;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power is cut, and cut again after each step of the recovery. */
class RecoveryPowerCutTest {

    @TempDir
    Path temp;
    private Path spool;
    private PowerCutDisk disk;
    private FileQueueStore store;
    private int again;

    @BeforeEach
    void openStore() throws IOException {
        spool = temp.resolve("spool");
        disk = new PowerCutDisk(spool, Files.createDirectory(temp.resolve("cuts")));
        store = open(withJournal(spool), disk);
    }

    @Test
    void whatWasBeingMovedIsThereOnce() throws IOException {
        Job job = queued(store);
        Job other = queued(store);
        disk.remains();
        store.moveSome();
        List<Remains> cuts = disk.remains();
        store.close();
        for (Remains cut : Remains.distinct(cuts)) {
            assertRecoveredThoughCutAgain(cut.folder(), Set.of(Map.of(job.id(), job, other.id(), other)));
        }
        assertTrue(again > 20, again + " cuts of recoveries");
    }

    @Test
    void whatWasChangedOrRemovedInFilesIsOldOrNew() throws IOException {
        Job job = queued(store);
        store.moveSome();
        disk.remains();
        await(store.update(job.withSenderWarned()));
        await(store.remove(job.id()));
        List<Remains> cuts = disk.remains();
        store.close();
        for (Remains cut : Remains.distinct(cuts)) {
            assertRecoveredThoughCutAgain(cut.folder(),
                    Set.of(Map.of(job.id(), job), Map.of(job.id(), job.withSenderWarned()), Map.of()));
        }
    }

    @Test
    void aLargeMessageBesideTheJournalIsThereWholeOrNotAtAll() throws IOException {
        Job small = queued(store);
        disk.remains();
        byte[] body = new byte[100_000];
        Arrays.fill(body, (byte) 'x');
        Draft draft = store.create();
        draft.write(body, 0, body.length);
        Job large = Samples.job(draft.id(), body.length);
        await(draft.commit(large));
        List<Remains> cuts = disk.remains();
        store.close();
        Map<QueueId, Job> both = Map.of(small.id(), small, large.id(), large);
        for (Remains cut : Remains.distinct(cuts)) {
            assertRecoveredThoughCutAgain(cut.folder(), Set.of(Map.of(small.id(), small), both));
        }
        for (Remains cut : Remains.last(cuts)) {
            assertRecoveredThoughCutAgain(cut.folder(), Set.of(both));
        }
    }

    @Test
    void aDamagedMessageStaysWhereAPersonFindsIt() throws IOException {
        Job job = queued(store);
        Job good = queued(store);
        store.moveSome();
        store.close();
        Path control = spool.resolve("control/" + job.id());
        Files.writeString(control, Files.readString(control).replace("bob@", "eve@"));
        for (Remains cut : cutsOfARecovery(spool)) {
            assertGoodOneIsLeft(cut, good);
            Set<String> damaged = Samples.names(cut.folder().resolve("damaged"));
            assertTrue(damaged.containsAll(Set.of(job.id() + ".control", job.id() + ".data")), () -> cut.step() + ": " + damaged);
            assertArrayEquals(BODY, Files.readAllBytes(cut.folder().resolve("damaged/" + job.id() + ".data")), cut.step());
        }
    }

    @Test
    void aDamagedRecordStaysWhereAPersonFindsIt() throws IOException {
        Job job = queued(store);
        Job good = queued(store);
        store.close();
        Path segment = spool.resolve("journal").resolve(Samples.names(spool.resolve("journal")).iterator().next());
        byte[] octets = Files.readAllBytes(segment);
        octets[new String(octets, StandardCharsets.ISO_8859_1).indexOf("id=" + job.id()) + 40] ^= 1;
        Files.write(segment, octets);
        List<Remains> cuts = cutsOfARecovery(spool);
        List<String> steps = Remains.steps(cuts);
        assertTrue(steps.lastIndexOf("sync folder damaged") > steps.indexOf("sync damaged"), steps::toString);
        for (Remains cut : cuts) {
            assertGoodOneIsLeft(cut, good);
            Path copy = cut.folder().resolve("damaged/" + Samples.names(cut.folder().resolve("damaged")).iterator().next());
            assertTrue(Files.readString(copy, StandardCharsets.ISO_8859_1).contains(job.id().value()), cut.step());
        }
    }

    private static void assertGoodOneIsLeft(Remains cut, Job good) throws IOException {
        FileQueueStore reopened = open(withJournal(cut.folder()), new LocalDisk());
        try {
            assertEquals(Map.of(good.id(), good), recovered(reopened), cut.step());
        } finally {
            reopened.close();
        }
    }

    /** What a cut after each step of opening a spool and reading all that is in it could leave. */
    private List<Remains> cutsOfARecovery(Path left) throws IOException {
        PowerCutDisk next = PowerCutDisk.of(left, Files.createTempDirectory(temp, "again"));
        FileQueueStore reopened = open(withJournal(left), next);
        try {
            recovered(reopened);
            return next.remains();
        } finally {
            reopened.close();
        }
    }

    private void assertRecoveredThoughCutAgain(Path left, Set<Map<QueueId, Job>> allowed) throws IOException {
        Set<Path> seen = new HashSet<>();
        for (Remains cut : cutsOfARecovery(left)) {
            if (!seen.add(cut.folder())) {
                continue;
            }
            again++;
            FileQueueStore reopened = open(withJournal(cut.folder()), new LocalDisk());
            try {
                Map<QueueId, Job> jobs = recovered(reopened);
                assertTrue(allowed.stream().anyMatch(one -> one.equals(jobs)), () -> "after " + cut.step() + ": " + jobs);
                for (Job job : jobs.values()) {
                    assertEquals(job.bodySize(), octets(reopened, job.id()).length, cut.step());
                }
                // A record that was cut in the middle is set aside, a message never.
                assertTrue(Samples.names(cut.folder().resolve("damaged")).stream().allMatch(name -> name.startsWith("journal-")), cut.step());
            } finally {
                reopened.close();
            }
        }
    }
}
