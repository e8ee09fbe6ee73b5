package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Programs;
import org.fingerpost.api.mailer.RunningProgram;
import org.fingerpost.api.mailer.UnusableProgramException;

/** Starts what a definition says, as it is; counts what it has started. */
final class ShellPrograms implements Programs {

    final List<Process> started = new ArrayList<>();

    private record Command(List<String> words, List<Process> started) implements Call {

        @Override
        public RunningProgram start() throws UnusableProgramException {
            try {
                Path errors = Files.createTempFile("errors", "");
                errors.toFile().deleteOnExit();
                Process process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
                synchronized (started) {
                    started.add(process);
                }
                return new Running(process, errors);
            } catch (IOException e) {
                throw new UnusableProgramException(Outcome.deferred("4.3.5", String.valueOf(e.getMessage())));
            }
        }

        @Override
        public String toString() {
            return words.toString();
        }
    }

    private record Running(Process process, Path said) implements RunningProgram {

        @Override
        public OutputStream input() {
            return new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    write(new byte[] {(byte) octet}, 0, 1);
                }

                @Override
                public void write(byte[] octets, int offset, int length) throws IOException {
                    process.getOutputStream().write(octets, offset, length);
                    process.getOutputStream().flush();
                }

                @Override
                public void close() throws IOException {
                    process.getOutputStream().close();
                }
            };
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
                return Files.readString(said);
            } catch (IOException e) {
                return "";
            }
        }

        /** Sooner than ours, and at once for good. */
        @Override
        public void end(Duration grace) {
            CompletableFuture.delayedExecutor(Math.min(grace.toMillis(), 500), TimeUnit.MILLISECONDS)
                    .execute(process::destroyForcibly);
        }
    }

    @Override
    public Call call(Delivery delivery) {
        List<String> words = new ArrayList<>(delivery.arguments());
        words.set(0, delivery.mailer().path());
        return new Command(words, started);
    }

    int count() {
        synchronized (started) {
            return started.size();
        }
    }
}
