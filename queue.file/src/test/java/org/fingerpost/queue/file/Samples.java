package org.fingerpost.queue.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueStore;

/** Jobs, and short ways to hand them to a store. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-22T05:10:15.123456789Z");
    static final byte[] BODY = "Hello\r\n\r\nworld \u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1);

    static final Hold HOLD = new Hold(NOW.plusSeconds(1), "an operator", "odd = bad, 100%");

    private Samples() {
    }

    static Job job(QueueId id, long bodySize) {
        JobRecipient recipient = JobRecipient.submitted(0,
                new Recipient("bob@example.org", Map.of("NOTIFY", "FAILURE", "ORCPT", "rfc822;bob+2Bx@example.org")), NOW);
        return new Job(id, NOW, new Origin("ESMTP", "client.example", "2001:db8::1", ""),
                new ReversePath("alice@example.org", Map.of("SIZE", "100")), List.of(recipient),
                new Header(List.of(HeaderField.of("Received", "from a\n\tby b; now"), HeaderField.of("Subject", "a = b, 100%"))),
                bodySize, true, false);
    }

    static Settings settings(Path directory) {
        return new Settings(directory, 0, 4, 0, 1 << 20, Duration.ofDays(1));
    }

    /** With a journal out of which nothing is moved by itself. */
    static Settings withJournal(Path directory) {
        return new Settings(directory, 0, 4, 1 << 16, 1 << 20, Duration.ofDays(1));
    }

    static FileQueueStore open(Settings settings, Disk disk) throws IOException {
        return new FileQueueStore(settings, disk, reason -> { });
    }

    static FileQueueStore open(Path directory) throws IOException {
        return open(directory, new LocalDisk());
    }

    static FileQueueStore open(Path directory, Disk disk) throws IOException {
        return open(settings(directory), disk);
    }

    static Draft draft(QueueStore store) {
        try {
            Draft draft = store.create();
            draft.write(BODY, 0, BODY.length);
            return draft;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits a message and waits until it is durable. */
    static Job queued(QueueStore store) {
        Draft draft = draft(store);
        Job job = job(draft.id(), BODY.length);
        await(draft.commit(job));
        return job;
    }

    /** Waits for what must succeed. */
    static void await(CompletionStage<Void> stage) {
        stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Waits for what must fail and gives the reason. */
    static Throwable failure(CompletionStage<Void> stage) {
        return stage.handle((done, reason) -> Optional.ofNullable(reason)).toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS).join().orElseThrow(() -> new AssertionError("it did not fail"));
    }

    static Map<QueueId, Job> recovered(QueueStore store) throws IOException {
        Map<QueueId, Job> jobs = new TreeMap<>(Comparator.comparing(QueueId::value));
        store.inventory().each(job -> jobs.put(job.id(), job));
        return jobs;
    }

    static byte[] octets(QueueStore store, QueueId id) throws IOException {
        try (InputStream in = store.body(id).open()) {
            return in.readAllBytes();
        }
    }

    static byte[] written(Job job) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ControlWriter.write(job, out);
        return out.toByteArray();
    }

    /** What was done in which folder, one step after the other. */
    static void assertSteps(List<PowerCutDisk.Remains> remains, String... expected) {
        assertEquals(List.of(expected), PowerCutDisk.Remains.steps(remains));
    }

    /** What is in a folder. */
    static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
