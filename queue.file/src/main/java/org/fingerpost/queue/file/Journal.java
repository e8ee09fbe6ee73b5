package org.fingerpost.queue.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.fingerpost.api.mail.QueueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which jobs are in the journal and where, and which segments it has. Filled when the store is opened, then changed by the thread
 * that writes. Any thread; guarded by its monitor.
 */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Spool spool;
    private final Disk disk;
    /** In the order in which they came. */
    private final Map<QueueId, JournaledJob> jobs = new LinkedHashMap<>();
    /** By number. A record is only understood by what stands before it, so the first one goes first. */
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private long last;

    private Journal(Spool spool, Disk disk) {
        this.spool = spool;
        this.disk = disk;
    }

    /**
     * Reads what earlier runs left.
     *
     * @throws IOException if the folder cannot be read; a segment that cannot stays, and is said in the log
     */
    static Journal open(Spool spool, Disk disk) throws IOException {
        Journal journal = new Journal(spool, disk);
        TreeMap<Long, Path> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(spool.journal(), "[0-9]*")) {
            for (Path file : files) {
                found.put(Long.parseLong(file.getFileName().toString()), file);
            }
        } catch (NumberFormatException e) {
            throw new IOException(spool.journal() + " holds a file that is none of the journal: " + e.getMessage(), e);
        }
        JournalRecovery recovery = new JournalRecovery(journal.jobs, new Quarantine(spool, disk));
        for (Map.Entry<Long, Path> file : found.entrySet()) {
            journal.last = file.getKey();
            recovery.read(file.getValue()).ifPresent(segment -> journal.segments.put(file.getKey(), segment));
        }
        journal.removeUnused(null);
        return journal;
    }

    synchronized Optional<JournaledJob> find(QueueId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    synchronized List<JournaledJob> jobs() {
        return new ArrayList<>(jobs.values());
    }

    /** Octets of all segments. */
    synchronized long size() {
        return segments.values().stream().mapToLong(Segment::size).sum();
    }

    /**
     * Up to {@code most} jobs, the oldest first: those that came before {@code before}, and if the journal has more than
     * {@code room} octets those of its first segment.
     *
     * @param before as {@link System#nanoTime()}
     */
    synchronized List<JournaledJob> overdue(long before, long room, int most) {
        Segment first = segments.isEmpty() || size() <= room ? null : segments.firstEntry().getValue();
        List<JournaledJob> overdue = new ArrayList<>();
        for (Iterator<JournaledJob> it = jobs.values().iterator(); it.hasNext() && overdue.size() < most;) {
            JournaledJob job = it.next();
            if (job.since() - before < 0 || job.body().segment() == first) {
                overdue.add(job);
            } else if (first == null) {
                break;
            }
        }
        return overdue;
    }

    // ---- for the thread that writes

    /** A name for another segment. */
    synchronized Path nextFile() {
        return spool.journal().resolve(String.format("%08d", ++last));
    }

    synchronized void add(Segment segment) {
        segments.put(last, segment);
    }

    synchronized void put(JournaledJob job) {
        jobs.put(job.id(), job);
    }

    synchronized void remove(QueueId id) {
        JournaledJob job = jobs.remove(id);
        if (job != null) {
            job.unpin();
        }
    }

    /**
     * Removes the first segments that no job needs, one for good before the next: what a later one says of a job that an earlier
     * one has must not get lost before it.
     *
     * @param active is written to; null if none is
     */
    void removeUnused(Segment active) {
        try {
            for (Optional<Segment> unused = takeUnused(active); unused.isPresent(); unused = takeUnused(active)) {
                disk.delete(unused.get().file());
                disk.syncDirectory(spool.journal());
            }
        } catch (IOException e) {
            LOG.warn("a segment of the journal that is no longer needed could not be removed; the next start does it: {}",
                    e.toString());
        }
    }

    private synchronized Optional<Segment> takeUnused(Segment active) {
        Map.Entry<Long, Segment> first = segments.firstEntry();
        if (first == null || first.getValue() == active || first.getValue().isPinned()) {
            return Optional.empty();
        }
        return Optional.of(segments.pollFirstEntry().getValue());
    }
}
