package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A disk that keeps a record of its steps, refuses those that it is told to, and can be held up at one. */
final class FaultyDisk implements Disk {

    private final Disk disk = new LocalDisk();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private volatile String faulty = "none";
    private volatile String slow = "none";
    private volatile CountDownLatch reached = new CountDownLatch(0);
    private volatile CountDownLatch goOn = new CountDownLatch(0);

    /** From now on steps that begin like this fail, such as {@code sync data}; {@code none} fails nothing. */
    void refuse(String steps) {
        faulty = steps;
    }

    /** The next step that begins like this waits for {@link #goOn}. */
    void holdUp(String step) {
        reached = new CountDownLatch(1);
        goOn = new CountDownLatch(1);
        slow = step;
    }

    void awaitHeldUp() throws InterruptedException {
        if (!reached.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("no step " + slow);
        }
    }

    void goOn() {
        goOn.countDown();
    }

    long count(String steps) {
        return this.steps.stream().filter(step -> step.startsWith(steps)).count();
    }

    @Override
    public FileOutputStream create(Path file) throws IOException {
        step("create " + name(file));
        return disk.create(file);
    }

    @Override
    public void sync(Path file, FileOutputStream open) throws SyncFailedException {
        stepOfFlush("sync " + name(file));
        disk.sync(file, open);
    }

    @Override
    public void syncDirectory(Path directory) throws SyncFailedException {
        stepOfFlush("folder " + directory.getFileName());
        disk.syncDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename " + name(to));
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete " + name(file));
        disk.delete(file);
    }

    @Override
    public void close() {
        disk.close();
    }

    private void stepOfFlush(String step) throws SyncFailedException {
        try {
            step(step);
        } catch (IOException e) {
            throw new SyncFailedException(e.getMessage());
        }
    }

    private void step(String step) throws IOException {
        steps.add(step);
        if (step.startsWith(slow)) {
            slow = "none";
            reached.countDown();
            waitToGoOn();
        }
        if (step.startsWith(faulty)) {
            throw new IOException("refused: " + step);
        }
    }

    private void waitToGoOn() {
        try {
            if (!goOn.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("held up for too long");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }
}
