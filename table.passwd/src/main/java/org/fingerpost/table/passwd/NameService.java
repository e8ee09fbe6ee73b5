package org.fingerpost.table.passwd;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks the machine's name service by running {@code getent}, a few processes at a time. Any thread.
 */
final class NameService {

    private static final int MAX_PROCESSES = 4;
    /** More than any line of passwd(5); less than a pipe holds, so that the process never waits for us. */
    private static final int MAX_OUTPUT = 16_384;
    /** getent(1): one or more supplied keys could not be found. */
    private static final int NOT_FOUND = 2;

    private final Path getent;
    private final Duration timeout;
    private final Semaphore processes = new Semaphore(MAX_PROCESSES);

    /** @param timeout for one look-up, the wait for others included */
    NameService(Path getent, Duration timeout) {
        this.getent = getent;
        this.timeout = timeout;
    }

    /**
     * Null if the machine does not know it.
     *
     * @param question names in it are {@linkplain LoginName valid}
     * @throws IOException if it cannot say
     */
    Entry find(Question question) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (!processes.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException(getent + ": too many look-ups at once");
            }
            try {
                return run(question, deadline);
            } finally {
                processes.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(getent + ": interrupted", e);
        }
    }

    private Entry run(Question question, long deadline) throws IOException, InterruptedException {
        Process process = start(question);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new IOException(getent + ": no answer in " + timeout.toSeconds() + " s");
            }
            return answer(question, process);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Question question) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(getent.toString(), question.database().getentName(), "--",
                question.key());
        builder.environment().clear();
        builder.directory(new File("/"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private Entry answer(Question question, Process process) throws IOException {
        if (process.exitValue() == NOT_FOUND) {
            return null;
        }
        if (process.exitValue() != 0) {
            throw new IOException(getent + ": exit status " + process.exitValue());
        }
        String output = new String(process.getInputStream().readNBytes(MAX_OUTPUT), StandardCharsets.ISO_8859_1);
        Entry entry = output.lines().findFirst().map(line -> Entry.parse(question.database(), line)).orElse(null);
        return entry == null || !question.isAbout(entry) ? null : entry;
    }
}
