package org.fingerpost.queue.file;

import static org.fingerpost.queue.file.Samples.BODY;
import static org.fingerpost.queue.file.Samples.await;
import static org.fingerpost.queue.file.Samples.draft;
import static org.fingerpost.queue.file.Samples.failure;
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
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path temp;
    private Path directory;
    private FaultyDisk disk = new FaultyDisk();
    private FileQueueStore store;

    @BeforeEach
    void openStore() throws IOException {
        directory = temp.resolve("spool");
        store = open(withJournal(directory), disk);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void aSmallMessageIsInTheJournalAndNowhereElse() throws IOException {
        Job job = queued(store);
        assertEquals(List.of(), files("data"));
        assertEquals(Optional.of(job), store.load(job.id()));
        assertArrayEquals(BODY, octets(store, job.id()));
        assertEquals(BODY.length, store.body(job.id()).size());
        reopen();
        assertEquals(Map.of(job.id(), job), recovered(store));
        assertArrayEquals(BODY, octets(store, job.id()));
    }

    @Test
    void aLargeOneIsInFiles() throws IOException {
        byte[] large = new byte[100_000];
        Arrays.fill(large, (byte) 'x');
        Draft draft = store.create();
        draft.write(large, 0, 50_000);
        draft.write(large, 50_000, 50_000);
        await(draft.commit(job(draft.id(), large.length)));
        assertEquals(List.of(draft.id().value()), files("data"));
        assertArrayEquals(large, octets(store, draft.id()));
        assertEquals(List.of(), files("journal"));
    }

    @Test
    void aLargeDraftThatIsGivenUpLeavesNothing() throws IOException {
        try (Draft draft = store.create()) {
            draft.write(new byte[100_000], 0, 100_000);
        }
        assertEquals(List.of(), files("data"));
    }

    @Test
    void changesOfOneJobAreMadeInTheOrderOfTheCalls() throws IOException {
        Job job = queued(store);
        List<CompletionStage<Void>> updates = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            updates.add(store.update(i % 2 == 0 ? job.withHold(Samples.HOLD) : job.released()));
        }
        updates.forEach(Samples::await);
        assertEquals(Optional.of(job.released()), store.load(job.id()));
        await(store.remove(job.id()));
        assertEquals(Optional.empty(), store.load(job.id()));
    }

    @Test
    void manyWaitForOneFlush() throws IOException {
        queued(store);
        long before = disk.count("sync journal");
        disk.holdUp("sync journal");
        List<CompletionStage<Void>> commits = new ArrayList<>();
        commits.add(commit());
        awaitHeldUp();
        for (int i = 0; i < 100; i++) {
            commits.add(commit());
        }
        disk.goOn();
        commits.forEach(Samples::await);
        assertEquals(before + 2, disk.count("sync journal"));
    }

    @Test
    void aJobThatWaitsIsMovedIntoFilesAndItsOpenBodyStaysReadable() throws IOException {
        Job job = queued(store);
        try (InputStream open = store.body(job.id()).open()) {
            var body = store.body(job.id());
            store.moveSome();
            assertEquals(List.of(job.id().value()), files("data"));
            assertEquals(List.of(job.id().value()), files("control"));
            assertArrayEquals(BODY, open.readAllBytes());
            assertArrayEquals(BODY, body.open().readAllBytes());
        }
        assertEquals(Optional.of(job), store.load(job.id()));
        assertArrayEquals(BODY, octets(store, job.id()));
        await(store.update(job.withHold(Samples.HOLD)));
        reopen();
        assertEquals(Map.of(job.id(), job.withHold(Samples.HOLD)), recovered(store));
        await(store.remove(job.id()));
        assertEquals(List.of(), files("data"));
        reopen();
        assertEquals(Map.of(), recovered(store));
    }

    @Test
    void aChangeWaitsUntilTheJobHasBeenMoved() throws Exception {
        Job job = queued(store);
        disk.holdUp("sync control");
        Thread mover = new Thread(store::moveSome);
        mover.start();
        disk.awaitHeldUp();
        CompletionStage<Void> update = store.update(job.withHold(Samples.HOLD));
        disk.goOn();
        await(update);
        mover.join();
        assertEquals(Optional.of(job.withHold(Samples.HOLD)), store.load(job.id()));
        assertEquals(List.of(job.id().value()), files("control"));
    }

    @Test
    void aMoveThatFailsLeavesTheJobInTheJournal() throws IOException {
        Job job = queued(store);
        disk.refuse("create control");
        store.moveSome();
        disk.refuse("none");
        assertEquals(List.of(), files("data"));
        assertEquals(Optional.of(job), store.load(job.id()));
        await(store.update(job.withHold(Samples.HOLD)));
        store.moveSome();
        assertEquals(List.of(job.id().value()), files("data"));
        assertEquals(Optional.of(job.withHold(Samples.HOLD)), store.load(job.id()));
    }

    @Test
    void segmentsThatNobodyNeedsGo() throws IOException {
        byte[] body = new byte[60_000];
        for (int i = 0; i < 10; i++) {
            Draft draft = store.create();
            draft.write(body, 0, body.length);
            await(draft.commit(job(draft.id(), body.length)));
            await(store.remove(draft.id()));
        }
        assertTrue(files("journal").size() <= 1, files("journal")::toString);
    }

    @Test
    void theOldestAreMovedWhenTheJournalIsFull() throws IOException {
        byte[] body = new byte[60_000];
        List<QueueId> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Draft draft = store.create();
            draft.write(body, 0, body.length);
            await(draft.commit(job(draft.id(), body.length)));
            ids.add(draft.id());
        }
        while (store.moveOverdue() > 0) {
            // until the journal has room again
        }
        List<String> moved = files("data");
        assertTrue(moved.contains(ids.get(0).value()) && !moved.contains(ids.get(24).value()), moved::toString);
        assertEquals(25, recovered(store).size());
    }

    @Test
    void aTornRecordIsSetAsideAndTheOthersAreThere() throws IOException {
        Job first = queued(store);
        Job second = queued(store);
        store.close();
        Path segment = onlySegment();
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }
        store = open(withJournal(directory), disk);
        assertEquals(Map.of(first.id(), first), recovered(store));
        List<String> damaged = files("damaged");
        assertEquals(1, damaged.size());
        assertTrue(Files.readString(directory.resolve("damaged").resolve(damaged.get(0)), StandardCharsets.ISO_8859_1)
                .contains(second.id().value()));
        reopen();
        assertEquals(damaged, files("damaged"));
    }

    @Test
    void aDamagedRecordIsSetAsideAndThoseBehindItAreThere() throws IOException {
        Job first = queued(store);
        Job second = queued(store);
        Job third = queued(store);
        store.close();
        Path segment = onlySegment();
        byte[] octets = Files.readAllBytes(segment);
        int at = new String(octets, StandardCharsets.ISO_8859_1).indexOf("id=" + second.id());
        octets[at + 40] ^= 1;
        Files.write(segment, octets);
        store = open(withJournal(directory), disk);
        assertEquals(Map.of(first.id(), first, third.id(), third), recovered(store));
        assertEquals(1, files("damaged").size());
    }

    @Test
    void whatIsMovedWhileItIsBeingTakenUpIsTakenUp() throws IOException {
        Job job = queued(store);
        reopen();
        QueueStore.Inventory inventory = store.inventory();
        store.moveSome();
        List<Job> taken = new ArrayList<>();
        inventory.each(taken::add);
        assertEquals(List.of(job), taken);
    }

    @Test
    void aRecordThatCannotBeReadKeepsNothingElseFromBeingTakenUp() throws IOException {
        queued(store);
        String first = onlySegment().getFileName().toString();
        byte[] large = new byte[60_000];
        while (files("journal").size() == 1) {
            Draft draft = store.create();
            draft.write(large, 0, large.length);
            await(draft.commit(job(draft.id(), large.length)));
        }
        Job last = queued(store);
        QueueStore.Inventory inventory = store.inventory();
        Files.delete(directory.resolve("journal").resolve(first));
        List<Job> taken = new ArrayList<>();
        inventory.each(taken::add);
        assertTrue(taken.contains(last), taken::toString);
    }

    @Test
    void whatCannotBeSetAsideStaysInItsSegment() throws IOException {
        Job job = queued(store);
        store.close();
        Path segment = onlySegment();
        byte[] octets = Files.readAllBytes(segment);
        octets[new String(octets, StandardCharsets.ISO_8859_1).indexOf("id=" + job.id()) + 40] ^= 1;
        Files.write(segment, octets);
        disk.refuse("create damaged");
        store = open(withJournal(directory), disk);
        store.close();
        assertArrayEquals(octets, Files.readAllBytes(segment));
        reopen();
        assertEquals(1, files("damaged").size());
    }

    @Test
    void aCopyThatWasNotFinishedIsMadeAgain() throws IOException {
        Job job = queued(store);
        queued(store);
        store.close();
        Path segment = onlySegment();
        byte[] octets = Files.readAllBytes(segment);
        octets[new String(octets, StandardCharsets.ISO_8859_1).indexOf("id=" + job.id()) + 40] ^= 1;
        Files.write(segment, octets);
        reopen();
        Path copy = directory.resolve("damaged").resolve(files("damaged").get(0));
        byte[] whole = Files.readAllBytes(copy);
        Files.write(copy, new byte[0]);
        reopen();
        assertArrayEquals(whole, Files.readAllBytes(copy));
        assertEquals(1, files("damaged").size());
    }

    @Test
    void aBodyThatLooksLikeARecordIsABody() throws IOException {
        Job first = queued(store);
        String line = Files.readAllLines(onlySegment(), StandardCharsets.ISO_8859_1).get(1);
        String forged = "\n" + line.replaceFirst("^@\\w+", "@guess").replace(first.id().value(), "F0RGED") + "\n";
        byte[] body = forged.getBytes(StandardCharsets.ISO_8859_1);
        Draft draft = store.create();
        draft.write(body, 0, body.length);
        await(draft.commit(job(draft.id(), body.length)));
        store.close();
        Path segment = onlySegment();
        byte[] octets = Files.readAllBytes(segment);
        octets[new String(octets, StandardCharsets.ISO_8859_1).indexOf("id=" + draft.id()) + 40] ^= 1;
        Files.write(segment, octets);
        store = open(withJournal(directory), disk);
        assertEquals(Map.of(first.id(), first), recovered(store));
    }

    @Test
    void whatIsNoSegmentIsSetAside() throws IOException {
        store.close();
        Files.writeString(directory.resolve("journal/00000007"), "x".repeat(1000));
        store = open(withJournal(directory), disk);
        assertEquals(List.of("journal-00000007"), files("damaged"));
        Job job = queued(store);
        reopen();
        assertEquals(Map.of(job.id(), job), recovered(store));
    }

    @Test
    void aFailedFlushEndsTrustInTheStorageAndWhatWasRefusedDoesNotComeBack() throws IOException {
        Job before = queued(store);
        disk.refuse("sync journal");
        Draft draft = draft(store);
        failure(draft.commit(job(draft.id(), BODY.length)));
        disk.refuse("none");
        assertTrue(failure(update(before)).getMessage().contains("marked bad"));
        reopen();
        assertEquals(Map.of(before.id(), before), recovered(store));
    }

    @Test
    void aSegmentThatCannotBeMadeRefusesTheMessageAndNothingElse() throws IOException {
        disk.refuse("create journal");
        Draft draft = draft(store);
        failure(draft.commit(job(draft.id(), BODY.length)));
        disk.refuse("none");
        Job job = queued(store);
        assertEquals(Map.of(job.id(), job), recovered(store));
    }

    @Test
    void whenMemoryIsShortMessagesGoToFiles() throws IOException {
        BufferSpace space = new BufferSpace(10);
        assertTrue(space.take(10));
        assertTrue(!space.take(1));
        space.giveBack(10);
        assertTrue(space.take(1));
    }

    @Test
    void theStoreOfAJournalCanBeOpenedWithoutOne() throws IOException {
        Job job = queued(store);
        store.close();
        store = open(new Settings(directory, 0, 4, 0, 1 << 20, Duration.ofDays(1)), disk);
        assertEquals(Map.of(job.id(), job), recovered(store));
        await(store.remove(job.id()));
        assertEquals(Map.of(), recovered(store));
    }

    private CompletionStage<Void> commit() {
        Draft draft = draft(store);
        return draft.commit(job(draft.id(), BODY.length));
    }

    private CompletionStage<Void> update(Job job) {
        return store.update(job);
    }

    private void awaitHeldUp() {
        try {
            disk.awaitHeldUp();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void reopen() throws IOException {
        store.close();
        disk = new FaultyDisk();
        store = open(withJournal(directory), disk);
    }

    private Path onlySegment() throws IOException {
        return directory.resolve("journal").resolve(files("journal").get(0));
    }

    private List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
