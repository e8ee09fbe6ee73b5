package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.Delivery;

/** One run of a program, from its start to its end, natural or not: when {@link #run} returns or throws, it is over. */
final class ProgramRun {

    /** So often the router hears that the attempt is alive. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    /**
     * What came of it.
     *
     * @param status the exit status, 128 and more for a signal; empty if it took too long and was killed
     * @param output the beginning of what it wrote, octets
     */
    record Result(OptionalInt status, String output) {
    }

    private final Delivery delivery;
    private final Limits limits;

    ProgramRun(Delivery delivery, Limits limits) {
        this.delivery = delivery;
        this.limits = limits;
    }

    /**
     * Runs {@code command} on {@code input} and removes that.
     *
     * @throws InterruptedException if the thread was interrupted; the program has been killed
     */
    Result run(Command command, Path input) throws IOException, NotRunnableException, InterruptedException {
        long begun = System.nanoTime();
        Command.Run started = start(command, input);
        Process process = started.process();
        try {
            ProgramOutput output = ProgramOutput.collect(
                    process.getInputStream(), limits.maxOutputBytes(), delivery.queueId().value());
            boolean ended = await(started);
            if (ended) {
                started.family().endWhatIsLeft(limits.timeout().minusNanos(System.nanoTime() - begun), limits.grace());
            } else {
                kill(started.family());
            }
            return new Result(ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), output.text(limits.grace()));
        } finally {
            if (process.isAlive()) {
                kill(started.family());
            }
        }
    }

    private static Command.Run start(Command command, Path input) throws IOException, NotRunnableException {
        try {
            return command.start(input);
        } finally {
            Files.deleteIfExists(input);
        }
    }

    private boolean await(Command.Run run) throws InterruptedException {
        long end = System.nanoTime() + limits.timeout().toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (run.process().waitFor(Math.min(left, SIGN_OF_LIFE.toNanos()), TimeUnit.NANOSECONDS)) {
                return true;
            }
            delivery.progress();
            run.family().look();
        }
        return false;
    }

    /** Waits until it is over; not at all if the thread is interrupted. */
    private void kill(ProcessFamily family) {
        try {
            family.end(limits.grace()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause()); // a bug: nothing in there fails
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
