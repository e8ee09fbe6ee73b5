package org.fingerpost.rules.cf;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that prints the members of a class. No shell sees its arguments. */
final class ClassProgram {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int TIMEOUT_SECONDS = 30;

    private ClassProgram() {
    }

    /**
     * @return what it printed, whatever its exit status
     * @throws IOException if it could not be run, printed too much or took too long; the message says so
     */
    static String output(List<String> command, Path directory) throws IOException {
        if (command.isEmpty()) {
            throw new IOException("a program is expected after |");
        }
        if (directory.getFileSystem() != FileSystems.getDefault()) {
            throw new IOException("no program can be run in " + directory);
        }
        Process process;
        try {
            process = new ProcessBuilder(command).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
        } catch (IOException e) {
            throw new IOException("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        }
        try {
            CompletableFuture<byte[]> printed = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), task -> {
                Thread reader = new Thread(task, "class-program");
                reader.setDaemon(true);
                reader.start();
            });
            byte[] bytes = printed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(command.get(0) + " printed more than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (TimeoutException e) {
            throw new IOException(command.get(0) + " took longer than " + TIMEOUT_SECONDS + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException("cannot read what " + command.get(0) + " prints", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] read(InputStream in) {
        try {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
