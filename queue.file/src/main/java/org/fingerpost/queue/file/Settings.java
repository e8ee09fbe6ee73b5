package org.fingerpost.queue.file;

import java.nio.file.Path;
import java.time.Duration;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.instance.SettingsReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings, checked.
 *
 * @param directory    of the spool, absolute
 * @param minFreeBytes with less than this no message is taken
 * @param flushThreads that flush files of one group side by side
 * @param journalBody  octets of the largest body that goes through the journal; 0 for none
 * @param journalSize  octets of the journal above which its oldest jobs are moved into files
 * @param journalAge   after which a job is moved into files
 */
record Settings(Path directory, long minFreeBytes, int flushThreads, int journalBody, long journalSize, Duration journalAge) {

    static final String DIRECTORY = "var/spool";
    static final String MIN_FREE_BYTES = "104857600";
    static final String FLUSH_THREADS = "8";
    static final String JOURNAL_BODY = "65536";
    static final String JOURNAL_SIZE = "268435456";
    static final String JOURNAL_AGE = "30s";

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MAX_THREADS = 64;
    private static final int MAX_JOURNAL_BODY = 1 << 20;
    private static final long MIN_JOURNAL_SIZE = 1 << 20;

    /** @param base what relative paths count from */
    static Settings of(FileQueueStore.Config config, Path base) {
        SettingsReader read = new SettingsReader(FileQueueStore.PID, LOG::error);
        return new Settings(
                read.value("directory", config.directory().strip(), base.resolve(DIRECTORY), text -> directory(base, text)),
                read.number("min.free.bytes", config.min_free_bytes(), 0, Long.MAX_VALUE, Long.parseLong(MIN_FREE_BYTES)),
                read.number("flush.threads", config.flush_threads(), 1, MAX_THREADS, Integer.parseInt(FLUSH_THREADS)),
                read.number("journal.body", config.journal_body(), 0, MAX_JOURNAL_BODY, Integer.parseInt(JOURNAL_BODY)),
                read.number("journal.size", config.journal_size(), MIN_JOURNAL_SIZE, Long.MAX_VALUE,
                        Long.parseLong(JOURNAL_SIZE)),
                read.duration("journal.age", config.journal_age(), Duration.ZERO, Durations.parse(JOURNAL_AGE)));
    }

    /** Not the instance's folder itself, which an empty path would be. */
    private static Path directory(Path base, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("\"\" where a path is expected");
        }
        return base.resolve(text);
    }
}
