package org.fingerpost.queue.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what an earlier run left, by the last column of the table in the package's description. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private static final int BATCH = 1000;

    /** Ends the names of control files that are being written; no queue id has a dot. */
    static final String TEMPORARY = ".tmp";

    private final Spool spool;
    private final Disk disk;
    private final Quarantine quarantine;

    Recovery(Spool spool, Disk disk) {
        this.spool = spool;
        this.disk = disk;
        this.quarantine = new Quarantine(spool, disk);
    }

    /**
     * Removes what was never acknowledged, was being removed, or was being moved here out of the journal. Only before the store
     * is used, while nothing is written.
     *
     * @param inJournal whether the journal still has a job: then that counts
     */
    void sweep(Predicate<QueueId> inJournal) throws IOException {
        int[] removed = new int[1];
        NameSet controls = new NameSet();
        each(spool.controls(), name -> {
            if (name.endsWith(TEMPORARY) || QueueId.isValid(name) && inJournal.test(new QueueId(name))) {
                remove(spool.controls().resolve(name), removed);
            } else {
                controls.add(name);
            }
        });
        if (removed[0] > 0) {
            disk.syncDirectory(spool.controls());
        }
        each(spool.bodies(), name -> {
            // First in memory: to look for a million control files on the disk takes many seconds.
            if (QueueId.isValid(name) && !controls.mayContain(name) && !spool.has(new QueueId(name))) {
                remove(spool.bodies().resolve(name), removed);
            }
        });
        if (removed[0] > 0) {
            LOG.info("{}: removed {} files of messages that had not been acknowledged or were being removed", spool, removed[0]);
        }
    }

    /** The names of all control files, in their order: the oldest jobs come first. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        each(spool.controls(), name -> {
            if (!name.endsWith(TEMPORARY)) {
                names.add(name);
            }
        });
        names.sort(null);
        return names;
    }

    /** Gives the jobs of these names, on this thread; what is none goes to the quarantine. */
    void recover(List<String> names, Consumer<Job> each) throws InterruptedIOException {
        for (int from = 0; from < names.size(); from += BATCH) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted before all messages were taken up");
            }
            give(names.subList(from, Math.min(names.size(), from + BATCH)), each);
        }
    }

    /** Reading is most of the work of a start, so the common pool helps with it. */
    private void give(List<String> names, Consumer<Job> each) {
        names.parallelStream().map(this::job).flatMap(Optional::stream).toList().forEach(each);
    }

    private Optional<Job> job(String name) {
        if (!QueueId.isValid(name)) {
            quarantine.take(name, "its name is not a queue id");
            return Optional.empty();
        }
        QueueId id = new QueueId(name);
        try {
            Job job = spool.read(id);
            checkBody(job);
            return Optional.of(job);
        } catch (DamagedException | NoSuchFileException e) {
            if (spool.has(id)) { // else it was removed in the meantime
                quarantine.take(name, e instanceof DamagedException ? e.getMessage() : e.toString());
            }
        } catch (IOException e) {
            // The message may be as good as ever: a lack of descriptors, a permission, a disk that answers when it is warm.
            LOG.error("message {} cannot be read; it stays where it is, and the next start looks at it again: {}", name,
                    e.toString());
        }
        return Optional.empty();
    }

    private void checkBody(Job job) throws IOException {
        long size = Spool.requireFile(spool.body(job.id())).size();
        if (size != job.bodySize()) {
            throw new DamagedException("its body has " + size + " octets instead of " + job.bodySize());
        }
    }

    private void remove(Path file, int[] count) {
        try {
            disk.delete(file);
            count[0]++;
        } catch (IOException e) {
            LOG.warn("{} is left over and could not be removed: {}", file, e.toString());
        }
    }

    private static void each(Path folder, Consumer<String> entry) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path file : entries) {
                entry.accept(file.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
