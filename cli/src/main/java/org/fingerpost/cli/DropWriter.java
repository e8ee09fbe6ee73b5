package org.fingerpost.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Leaves a message in the drop folder of a router that is down: the frames that it would have got, in a file of this user.
 *
 * <p>The folder can be written but not listed by everybody, so a file is as secret as its name is hard to guess; the file itself
 * must be readable for the router, which need not be root.
 */
final class DropWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Path folder;

    DropWriter(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns when the message is on stable storage.
     *
     * @param dotEnds whether a line of a single dot ends the input
     * @throws IOException if it could not be left; there is no trace of it then
     */
    void leave(List<String> words, List<String> variables, InputStream input, boolean dotEnds) throws IOException {
        String name = randomName();
        Path unfinished = folder.resolve("." + name);
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
            write(new FrameWriter(Channels.newOutputStream(file)), words, variables, input, dotEnds);
            file.force(true);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            // Only who may read a folder can flush it. With a journal, flushing the renamed file writes its new name too.
            file.force(true);
            flushFolder();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private static void write(FrameWriter frames, List<String> words, List<String> variables, InputStream input, boolean dotEnds)
            throws IOException {
        frames.command(words, variables);
        MessageEnd end = new MessageEnd(dotEnds);
        byte[] buffer = new byte[FrameWriter.MAX_PAYLOAD];
        while (!end.isReached()) {
            int n = input.read(buffer);
            if (n < 0) {
                break;
            }
            frames.data(buffer, end.take(buffer, n));
        }
        frames.endOfData();
    }

    private void flushFolder() throws IOException {
        if (Files.isReadable(folder)) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }

    /** 128 random bits; straight from the kernel, because Java's own generators take long to load. */
    private static String randomName() throws IOException {
        StringBuilder name = new StringBuilder(32);
        try (InputStream random = new FileInputStream("/dev/urandom")) {
            for (byte octet : random.readNBytes(16)) {
                name.append(HEX[octet >> 4 & 0xf]).append(HEX[octet & 0xf]);
            }
        }
        return name.toString();
    }
}
