package org.fingerpost.mailer.prog;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.RunningProgram;

/** A program that is talked with; see {@link RunningProgram}. */
final class PipedProgram implements RunningProgram {

    /** For what a program that has ended left in its pipe. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Process process;
    private final ProcessFamily family;
    private final Duration grace;
    private final ProgramOutput errors;
    private final OutputStream input;

    /**
     * @param family of the process
     * @param errors what it writes to its error output
     * @param grace  how long it has to end when it is asked to
     */
    PipedProgram(Process process, ProcessFamily family, ProgramOutput errors, Duration grace) {
        this.process = process;
        this.family = family;
        this.errors = errors;
        this.grace = grace;
        this.input = new Unbuffered(process.getOutputStream());
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public CompletionStage<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public String errors() {
        try {
            return process.isAlive() ? errors.text() : errors.text(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return errors.text();
        }
    }

    @Override
    public void end(Duration patience) {
        process.onExit().completeOnTimeout(process, patience.toNanos(), TimeUnit.NANOSECONDS).thenRun(() -> {
            if (process.isAlive()) {
                family.end(grace);
            }
        });
    }

    /** Java puts a buffer before the pipe. */
    private static final class Unbuffered extends FilterOutputStream {

        Unbuffered(OutputStream pipe) {
            super(pipe);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            out.write(octets, offset, length);
            out.flush();
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
            out.flush();
        }
    }
}
