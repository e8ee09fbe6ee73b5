package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;

/**
 * Fills a spool that no router uses with messages that wait, by the store's own code; only the flushes are left out, so what it
 * writes is not there after a power cut until somebody says {@code sync}. Arguments: the spool, how many, {@code files} or
 * {@code journal}, octets of a body, how many destinations, in which time they are due.
 */
public final class BacklogGenerator {

    /** Messages under way at once; the store takes no more than 2048. */
    private static final int AT_ONCE = 512;
    private static final long JOURNAL_SIZE = 1L << 40;

    private final Semaphore room = new Semaphore(AT_ONCE);
    private final FileQueueStore store;
    private final byte[] body;
    private final int destinations;
    private final Duration due;
    private volatile Throwable trouble;

    private BacklogGenerator(FileQueueStore store, int bodySize, int destinations, Duration due) {
        this.store = store;
        this.body = text(bodySize);
        this.destinations = destinations;
        this.due = due;
    }

    public static void main(String[] arguments) throws Exception {
        Path spool = Path.of(arguments[0]).toAbsolutePath();
        int count = Integer.parseInt(arguments[1]);
        int inJournal = arguments[2].equals("journal") ? 1 << 20 : 0;
        Settings settings = new Settings(spool, 0, 8, inJournal, JOURNAL_SIZE, Duration.ofDays(365));
        FileQueueStore store = new FileQueueStore(settings, new Unflushed(), System.err::println);
        try {
            new BacklogGenerator(store, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]), Durations.parse(arguments[5]))
                    .write(count);
        } finally {
            store.close();
        }
    }

    private void write(int count) throws Exception {
        for (int i = 0; i < count && trouble == null; i++) {
            room.acquire();
            write(i, store.create()).whenComplete((done, why) -> {
                trouble = why == null ? trouble : why;
                room.release();
            });
        }
        room.acquire(AT_ONCE);
        if (trouble != null) {
            throw new IOException("the backlog could not be written", trouble);
        }
    }

    private CompletableFuture<Void> write(int number, Draft draft) throws IOException {
        draft.write(body, 0, body.length);
        return draft.commit(job(draft.id(), number)).toCompletableFuture();
    }

    private Job job(QueueId id, int number) {
        Instant now = Instant.now();
        String from = "s" + number % 1000 + "@a.test";
        String to = "u" + number + "@d" + number % destinations + ".test";
        JobRecipient recipient = JobRecipient.submitted(0, new Recipient(to, Map.of()), now.plus(due));
        Header header = new Header(List.of(
                HeaderField.of("Received", "from client.test (client.test [127.0.0.1])\n\tby mta.test with ESMTP id " + id
                        + ";\n\tSun, 22 Nov 2026 05:10:15 +0000"),
                HeaderField.of("From", from), HeaderField.of("To", to), HeaderField.of("Date", "Sun, 22 Nov 2026 05:10:15 +0000"),
                HeaderField.of("Message-Id", "<" + number + "@a.test>"), HeaderField.of("Subject", "number " + number)));
        return new Job(id, now, new Origin("ESMTP", "client.test", "127.0.0.1", ""), new ReversePath(from, Map.of()), List.of(recipient),
                header, body.length, false, true);
    }

    private static byte[] text(int size) {
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append("All work and no play makes a dull queue, and so on, until the message ends.\r\n");
        }
        text.setLength(size);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Flushes nothing, else a million messages would take half an hour. */
    private static final class Unflushed implements Disk {

        private final Disk disk = new LocalDisk();

        @Override
        public FileOutputStream create(Path file) throws IOException {
            return disk.create(file);
        }

        @Override
        public void sync(Path file, FileOutputStream open) throws SyncFailedException {
            // as the class says
        }

        @Override
        public void syncDirectory(Path directory) throws SyncFailedException {
            // as the class says
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
        }

        @Override
        public void close() {
            disk.close();
        }
    }
}
