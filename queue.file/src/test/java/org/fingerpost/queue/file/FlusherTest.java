package org.fingerpost.queue.file;

import static org.fingerpost.queue.file.Samples.BODY;
import static org.fingerpost.queue.file.Samples.await;
import static org.fingerpost.queue.file.Samples.draft;
import static org.fingerpost.queue.file.Samples.failure;
import static org.fingerpost.queue.file.Samples.job;
import static org.fingerpost.queue.file.Samples.open;
import static org.fingerpost.queue.file.Samples.queued;
import static org.fingerpost.queue.file.Samples.recovered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups, and what becomes of the others when one of them fails. */
class FlusherTest {

    @TempDir
    Path spool;
    private final FaultyDisk disk = new FaultyDisk();
    private FileQueueStore store;

    @BeforeEach
    void openStore() throws IOException {
        store = open(spool, disk);
    }

    @AfterEach
    void closeStore() {
        disk.goOn();
        store.close();
    }

    @Test
    void whatWaitsSharesTheFlushesOfTheFolders() throws Exception {
        long before = disk.count("folder ");
        CompletionStage<Void> first = holdUpFirstCommit();
        List<CompletionStage<Void>> others = commits(100);
        disk.goOn();
        await(first);
        others.forEach(Samples::await);
        assertEquals(before + 4, disk.count("folder "));
        assertEquals(202, disk.count("sync "));
    }

    @Test
    void aRemovalFlushesNothingButItsShareOfAFolder() {
        Job job = queued(store);
        long files = disk.count("sync ");
        long folders = disk.count("folder ");
        await(store.remove(job.id()));
        assertEquals(files, disk.count("sync "));
        assertEquals(folders + 1, disk.count("folder "));
    }

    @Test
    void aFileThatCannotBeNamedFailsAlone() throws Exception {
        assertInstanceOf(IOException.class, failureOfOneInAGroup("rename control/"));
        queued(store);
    }

    @Test
    void aFailedFlushOfAFileFailsItsMessageAndThenTheStoreTakesNoMore() throws Exception {
        Job waiting = queued(store);
        assertInstanceOf(SyncFailedException.class, failureOfOneInAGroup("sync data/"));
        assertMarkedBad(waiting);
    }

    @Test
    void aFailedFlushOfTheControlFolderLeavesNothingHalfAccepted() throws Exception {
        Job waiting = queued(store);
        CompletionStage<Void> first = holdUpFirstCommit();
        List<CompletionStage<Void>> others = commits(10);
        disk.refuse("folder control");
        disk.goOn();
        assertInstanceOf(SyncFailedException.class, failure(first));
        others.forEach(stage -> assertInstanceOf(IOException.class, failure(stage)));
        assertEquals(List.of(waiting.id().value()), names("control"));
        assertMarkedBad(waiting);
    }

    @Test
    void aFailedFlushOfTheDataFolderLeavesNothingHalfAccepted() throws Exception {
        Job waiting = queued(store);
        disk.refuse("folder data");
        Draft bad = draft(store);
        assertInstanceOf(SyncFailedException.class, failure(bad.commit(job(bad.id(), BODY.length))));
        assertEquals(List.of(waiting.id().value()), names("control"));
        assertEquals(List.of(waiting.id().value()), names("data"));
        assertMarkedBad(waiting);
    }

    @Test
    void aRemovalWhoseFlushFailedLeavesTheBody() throws Exception {
        Job job = queued(store);
        disk.refuse("folder control");
        assertInstanceOf(SyncFailedException.class, failure(store.remove(job.id())));
        assertEquals(List.of(job.id().value()), names("data"));
    }

    @Test
    void onBadStorageRemovalsAreStillTried() throws Exception {
        Job job = queued(store);
        markBad();
        await(store.remove(job.id()));
        assertEquals(List.of(), names("control"));
    }

    @Test
    void aControlFileThatCannotBeWrittenFailsAlone() throws Exception {
        disk.refuse("create control");
        Draft draft = draft(store);
        assertInstanceOf(IOException.class, failure(draft.commit(job(draft.id(), BODY.length))));
        disk.refuse("none");
        assertEquals(List.of(), names("data"));
        queued(store);
    }

    @Test
    void aSpoolWhoseFoldersCannotBeFlushedIsNotOpened() {
        store.close();
        disk.refuse("folder control");
        IOException e = assertThrows(IOException.class, () -> open(spool, disk));
        assertTrue(e.getMessage().contains("refused: folder control"), e.getMessage());
    }

    @Test
    void tooManyChangesAreRefusedAtOnce() throws Exception {
        Job job = queued(store);
        disk.holdUp("folder control");
        List<CompletionStage<Void>> taken = new ArrayList<>();
        taken.add(store.remove(new QueueId("N0SUCH0")));
        disk.awaitHeldUp();
        for (int i = 1; i < Backlog.MAX_CHANGES; i++) {
            taken.add(store.remove(new QueueId("N0SUCH" + i)));
        }
        assertTrue(failure(store.update(job.withHold(Samples.HOLD))).getMessage().contains("wait for the disk"));
        Draft draft = draft(store);
        assertInstanceOf(IOException.class, failure(draft.commit(job(draft.id(), BODY.length))));
        assertFalse(exists(draft.id()));
        disk.goOn();
        taken.forEach(Samples::await);
        store.close();
        store = open(spool);
        assertEquals(Map.of(job.id(), job), recovered(store));
    }

    @Test
    void aSlowDependentActionDoesNotHoldUpTheOthers() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        disk.holdUp("sync data");
        Draft draft = draft(store);
        CompletionStage<Void> slow = draft.commit(job(draft.id(), BODY.length)).thenRun(() -> {
            begun.countDown();
            awaitLatch(end);
        });
        disk.awaitHeldUp();
        disk.goOn();
        awaitLatch(begun);
        queued(store);
        end.countDown();
        await(slow);
    }

    @Test
    void closingWaitsForWhatIsUnderWay() throws Exception {
        CompletionStage<Void> first = holdUpFirstCommit();
        List<CompletionStage<Void>> others = commits(10);
        Thread closing = new Thread(store::close);
        closing.start();
        disk.goOn();
        closing.join(20_000);
        await(first);
        others.forEach(Samples::await);
        store = open(spool);
        assertEquals(11, recovered(store).size());
    }

    /** Refuses one step of one message; the others of its group are committed, and that step is tried once. */
    private Throwable failureOfOneInAGroup(String step) throws InterruptedException {
        CompletionStage<Void> first = holdUpFirstCommit();
        Draft bad = draft(store);
        CompletionStage<Void> refused = bad.commit(job(bad.id(), BODY.length));
        List<CompletionStage<Void>> others = commits(10);
        disk.refuse(step + bad.id());
        disk.goOn();
        await(first);
        others.forEach(Samples::await);
        Throwable failure = failure(refused);
        assertEquals(1, disk.count(step + bad.id()));
        assertFalse(exists(bad.id()));
        return failure;
    }

    private CompletionStage<Void> holdUpFirstCommit() throws InterruptedException {
        disk.holdUp("sync data");
        CompletionStage<Void> first = commits(1).get(0);
        disk.awaitHeldUp();
        return first;
    }

    private List<CompletionStage<Void>> commits(int count) {
        return Stream.generate(() -> draft(store)).limit(count).map(draft -> draft.commit(job(draft.id(), BODY.length))).toList();
    }

    private void markBad() {
        disk.refuse("sync data");
        Draft draft = draft(store);
        failure(draft.commit(job(draft.id(), BODY.length)));
        disk.refuse("none");
    }

    private void assertMarkedBad(Job waiting) throws IOException {
        disk.refuse("none");
        assertTrue(assertThrows(IOException.class, store::create).getMessage().contains("marked bad: refused"));
        assertTrue(failure(store.update(waiting.withHold(Samples.HOLD))).getMessage().contains("marked bad: refused"));
        store.close();
        store = open(spool, disk);
        assertEquals(waiting, recovered(store).get(waiting.id()));
        queued(store);
    }

    private boolean exists(QueueId id) {
        return Files.exists(spool.resolve("data/" + id)) || Files.exists(spool.resolve("control/" + id));
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(spool.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
