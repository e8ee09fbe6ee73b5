package org.fingerpost.queue.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.QueueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the segments that an earlier run left, the first one first. One thread, before the journal is used. */
final class JournalRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

    private final Map<QueueId, JournaledJob> jobs;
    private final Quarantine quarantine;
    private final long now = System.nanoTime();

    /** @param jobs those that are in the journal at its end */
    JournalRecovery(Map<QueueId, JournaledJob> jobs, Quarantine quarantine) {
        this.jobs = jobs;
        this.quarantine = quarantine;
    }

    /** @return the segment, unless it was none and was set aside */
    Optional<Segment> read(Path file) {
        try (JournalScan scan = new JournalScan(file)) {
            Segment segment = new Segment(file, scan.size());
            boolean isSegment = scan.run(new JournalScan.Finder() {

                @Override
                public void record(JournalRecord.Head head, long at) {
                    apply(segment, head, at);
                }

                @Override
                public void damaged(long from, long to) {
                    if (!quarantine.copy(file, from, to)) {
                        segment.pin();
                    }
                }
            });
            if (!isSegment) {
                quarantine.takeSegment(file, scan.size());
                return Optional.empty();
            }
            return Optional.of(segment);
        } catch (IOException e) {
            LOG.error("{} cannot be read; it stays where it is, and the next start looks at it again: {}", file, e.toString());
            Segment unread = new Segment(file, 0);
            unread.pin();
            return Optional.of(unread);
        }
    }

    private void apply(Segment segment, JournalRecord.Head head, long at) {
        Segment.Part control = new Segment.Part(segment, at + head.length(), head.control());
        JournaledJob job = jobs.get(head.id());
        switch (head.kind()) {
            case MESSAGE -> jobs.put(head.id(), new JournaledJob(head.id(), control,
                    new Segment.Part(segment, at + head.length() + head.control(), head.body()), now));
            case UPDATE -> {
                if (job != null) {
                    job.replaceControl(control);
                }
            }
            case GONE -> {
                if (job != null) {
                    jobs.remove(head.id()).unpin();
                }
            }
        }
    }
}
