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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileQueueStoreTest {

    @TempDir
    Path temp;
    private Path directory;
    private FileQueueStore store;

    @BeforeEach
    void openStore() throws IOException {
        directory = temp.resolve("var/spool");
        store = open(directory);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void aCommittedMessageIsThereAfterARestart() throws IOException {
        Job job = queued(store);
        reopen();
        assertEquals(Map.of(job.id(), job), recovered(store));
        assertEquals(Optional.of(job), store.load(job.id()));
        assertArrayEquals(BODY, octets(store, job.id()));
        assertEquals(BODY.length, store.body(job.id()).size());
    }

    @Test
    void anEmptyBodyIsABody() throws IOException {
        Draft draft = store.create();
        await(draft.commit(job(draft.id(), 0)));
        reopen();
        assertEquals(1, recovered(store).size());
        assertArrayEquals(new byte[0], octets(store, draft.id()));
    }

    @Test
    void anUpdateReplacesTheJobAndKeepsTheBody() throws IOException {
        Job held = queued(store).withHold(Samples.HOLD);
        await(store.update(held));
        reopen();
        assertEquals(Map.of(held.id(), held), recovered(store));
        assertArrayEquals(BODY, octets(store, held.id()));
    }

    @Test
    void aRemovedMessageLeavesNothing() throws IOException {
        Job job = queued(store);
        await(store.remove(job.id()));
        assertEquals(List.of(), files());
        assertEquals(Optional.empty(), store.load(job.id()));
        assertThrows(IOException.class, () -> store.body(job.id()).open());
        assertEquals(Map.of(), recovered(store));
    }

    @Test
    void removingWhatIsNotThereIsDone() {
        await(store.remove(new QueueId("N0SUCHMESSAGE")));
    }

    @Test
    void changesOfOneJobAreMadeInTheOrderOfTheCalls() throws IOException {
        Job job = queued(store);
        List<CompletionStage<Void>> updates = IntStream.range(0, 200)
                .mapToObj(i -> store.update(job.mapRecipients(r -> r.dueAt(Samples.NOW.plusSeconds(i))))).toList();
        updates.forEach(Samples::await);
        assertEquals(Samples.NOW.plusSeconds(199), store.load(job.id()).orElseThrow().nextAttempt().orElseThrow());
        CompletionStage<Void> last = store.update(job);
        CompletionStage<Void> removal = store.remove(job.id());
        CompletionStage<Void> tooLate = store.update(job);
        await(last);
        await(removal);
        assertInstanceOf(IOException.class, failure(tooLate));
        assertEquals(List.of(), files());
    }

    @Test
    void aClosedDraftLeavesNothing() throws IOException {
        Draft draft = draft(store);
        assertEquals(1, files().size());
        draft.close();
        assertEquals(List.of(), files());
        assertThrows(IllegalStateException.class, () -> draft.write(BODY, 0, 1));
    }

    @Test
    void closingACommittedDraftTakesNothingAway() throws IOException {
        Draft draft = draft(store);
        CompletionStage<Void> stage = draft.commit(job(draft.id(), BODY.length));
        draft.close();
        await(stage);
        assertTrue(store.load(draft.id()).isPresent());
        assertThrows(IllegalStateException.class, () -> draft.commit(job(draft.id(), BODY.length)));
    }

    @Test
    void aJobOfAnotherDraftOrSizeIsNotCommitted() throws IOException {
        Draft draft = draft(store);
        assertThrows(IllegalArgumentException.class, () -> draft.commit(job(new QueueId("ANOTHER1"), BODY.length)));
        assertThrows(IllegalArgumentException.class, () -> draft.commit(job(draft.id(), 1)));
        draft.close();
        assertEquals(List.of(), files());
    }

    @Test
    void manyThreadsCommitAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Job> jobs = new ArrayList<>();
        List<CompletableFuture<Job>> running = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> queued(store), threads)).toList();
        running.forEach(job -> jobs.add(job.join()));
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        reopen();
        Map<QueueId, Job> recovered = recovered(store);
        assertEquals(200, recovered.size());
        for (Job job : jobs) {
            assertEquals(job, recovered.get(job.id()));
            assertArrayEquals(BODY, octets(store, job.id()));
        }
    }

    @Test
    void anInterruptOfTheCallerHarmsNeitherDraftNorBody() throws IOException {
        Draft draft = store.create();
        Thread.currentThread().interrupt();
        try {
            draft.write(new byte[20_000], 0, 20_000);
            CompletionStage<Void> stage = draft.commit(job(draft.id(), 20_000));
            assertTrue(Thread.interrupted());
            await(stage);
            Thread.currentThread().interrupt();
            try (InputStream in = store.body(draft.id()).open()) {
                assertEquals(20_000, in.readAllBytes().length);
            }
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void withTooLittleRoomNoMessageIsTaken() throws IOException {
        store.close();
        store = new FileQueueStore(new Settings(directory, Long.MAX_VALUE, 1, 0, 1 << 20, Duration.ofDays(1)), new LocalDisk(),
                reason -> { });
        IOException e = assertThrows(IOException.class, store::create);
        assertTrue(e.getMessage().contains("min.free.bytes"), e.getMessage());
    }

    @Test
    void onlyOneStoreOpensASpool() {
        String reason = failsToOpen(directory);
        assertTrue(reason.contains("another queue store of this process"), reason);
    }

    @Test
    void aSpoolThatSomebodyElseHasLockedIsNotOpened() throws IOException {
        Path other = Files.createDirectories(temp.resolve("other"));
        try (FileChannel channel = FileChannel.open(other.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            assertTrue(failsToOpen(other).contains("another process uses it"));
        }
        open(other).close();
    }

    @Test
    void aSpoolThatIsAFileIsReported() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertEquals("queue.file cannot use the spool " + file + ": " + file + " is not a directory", failsToOpen(file));
    }

    @Test
    void aSymbolicLinkIsNoFolderOfTheSpool() throws IOException {
        Path other = Files.createDirectories(temp.resolve("other"));
        Files.createSymbolicLink(other.resolve("data"), directory.resolve("data"));
        assertTrue(failsToOpen(other).endsWith("data is not a directory"));
    }

    @Test
    void bodiesAreNotSweptAwayWhenTheirControlFolderIsMissing() throws IOException {
        Path other = temp.resolve("other");
        Files.createDirectories(other.resolve("data"));
        Files.createFile(other.resolve("data/1M2N3P4Q5R6S7T8V"));
        assertTrue(failsToOpen(other).contains("is missing although there are bodies"));
        assertTrue(Files.exists(other.resolve("data/1M2N3P4Q5R6S7T8V")));
    }

    @Test
    void theSpoolIsPrivate() throws IOException {
        Job job = queued(store);
        for (String folder : List.of("", "data", "control", "damaged")) {
            assertEquals("rwx------", permissions(folder), folder);
        }
        for (String file : List.of("lock", "data/" + job.id(), "control/" + job.id())) {
            assertEquals("rw-------", permissions(file), file);
        }
    }

    @Test
    void aFolderThatOthersCanReadIsMadePrivate() throws IOException {
        store.close();
        Files.setPosixFilePermissions(directory.resolve("data"), PosixFilePermissions.fromString("rwxr-xr-x"));
        store = open(directory);
        assertEquals("rwx------", permissions("data"));
    }

    @Test
    void aSymbolicLinkIsNoBody() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        Files.createSymbolicLink(directory.resolve("data/1M2N3P4Q5R6S7T8V"), secret);
        assertThrows(IOException.class, () -> store.body(new QueueId("1M2N3P4Q5R6S7T8V")).open());
    }

    @Test
    void aClosedStoreRefusesChanges() throws IOException {
        Job job = queued(store);
        Draft draft = draft(store);
        store.close();
        assertInstanceOf(IOException.class, failure(store.update(job.withHold(Samples.HOLD))));
        assertInstanceOf(IOException.class, failure(draft.commit(job(draft.id(), BODY.length))));
        store = open(directory);
        assertEquals(Map.of(job.id(), job), recovered(store));
    }

    private void reopen() throws IOException {
        store.close();
        store = open(directory);
    }

    private String failsToOpen(Path where) {
        List<String> reasons = new ArrayList<>();
        IOException e = assertThrows(IOException.class,
                () -> new FileQueueStore(Samples.settings(where), new LocalDisk(), reasons::add));
        assertEquals(List.of(e.getMessage()), reasons);
        assertFalse(e.getMessage().contains("\n"));
        return e.getMessage();
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList();
        }
    }
}
