package org.fingerpost.table.standard;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A program that answers questions. It is run without a shell, in the root directory, with nothing in its environment but
 * {@code AGENT=sendmail} and nothing on its standard input; a few of it at a time. Any thread.
 */
final class Program {

    private static final int MAX_PROCESSES = 8;
    /** Sendmail's MAXLINE. */
    private static final int MAX_LINE = 2047;
    private static final int MAX_OUTPUT = 1 << 20;
    /** How long a program may wait until its output is taken from it, while the pipe is full. */
    private static final long DRAIN_MILLIS = 20;
    /** What the JVM turns arguments of a program into octets with. */
    private static final Charset SYSTEM = Runtime.version().feature() < 18
            ? Charset.defaultCharset()
            : Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

    private final List<String> command;
    private final Duration timeout;
    private final Semaphore processes = new Semaphore(MAX_PROCESSES);

    /**
     * What it said.
     *
     * @param output the beginning of it, octets
     */
    record Answer(int status, String output) {

        boolean hasOutput() {
            return !output.isEmpty();
        }

        String firstLine() {
            return output.split("[\n\0]", 2)[0];
        }
    }

    /**
     * @param command path and first arguments
     * @param timeout for one question, the wait for others included
     */
    Program(List<String> command, Duration timeout) {
        this.command = command;
        this.timeout = timeout;
    }

    /**
     * Runs the program with {@code key} as last argument.
     *
     * @throws IOException if it cannot be run or does not end in time
     */
    Answer ask(String key) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (!processes.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException(this + ": too many look-ups at once");
            }
            try {
                return run(key, deadline);
            } finally {
                processes.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(this + ": interrupted", e);
        }
    }

    private Answer run(String key, long deadline) throws IOException, InterruptedException {
        Process process = start(key);
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            ByteArrayOutputStream beginning = new ByteArrayOutputStream();
            long taken = 0;
            boolean ended;
            do {
                ended = process.waitFor(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
                // Only what is there: a program that it left behind may hold the pipe open.
                byte[] more = output.readNBytes(Math.min(output.available(), MAX_OUTPUT));
                beginning.write(more, 0, Math.min(more.length, MAX_LINE - beginning.size()));
                taken += more.length;
                if (!ended && (System.nanoTime() - deadline > 0 || taken > MAX_OUTPUT)) {
                    throw new IOException(this + (taken > MAX_OUTPUT ? ": too much output"
                            : ": no answer in " + timeout.toSeconds() + " s"));
                }
            } while (!ended);
            return new Answer(process.exitValue(), beginning.toString(StandardCharsets.ISO_8859_1));
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String key) throws IOException {
        List<String> arguments = new ArrayList<>(command.subList(0, 1)); // a path: it is what the system has already
        for (String argument : command.subList(1, command.size())) {
            arguments.add(toSystem(argument));
        }
        arguments.add(toSystem(key));
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().clear();
        builder.environment().put("AGENT", "sendmail");
        builder.directory(new File("/"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    /** The argument that reaches the program as exactly these octets. */
    private String toSystem(String octets) throws IOException {
        try {
            return SYSTEM.newDecoder().decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(this + ": the key cannot be passed on in the encoding " + SYSTEM, e);
        }
    }

    @Override
    public String toString() {
        return command.get(0);
    }
}
