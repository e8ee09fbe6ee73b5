package org.fingerpost.queue.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings, checked.
 *
 * @param directory    of the spool, absolute
 * @param minFreeBytes with less than this no message is taken
 * @param flushThreads that flush files of one group side by side
 */
record Settings(Path directory, long minFreeBytes, int flushThreads) {

    static final String DIRECTORY = "var/spool";
    static final String MIN_FREE_BYTES = "104857600";
    static final String FLUSH_THREADS = "8";

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MAX_THREADS = 64;

    /** @param base what relative paths count from */
    static Settings of(FileQueueStore.Config config, Path base) {
        return new Settings(directory(config.directory(), base),
                number("min.free.bytes", config.min_free_bytes(), 0, Long.MAX_VALUE, MIN_FREE_BYTES),
                (int) number("flush.threads", config.flush_threads(), 1, MAX_THREADS, FLUSH_THREADS));
    }

    private static Path directory(String value, Path base) {
        try {
            if (!value.isBlank()) {
                return base.resolve(value.strip());
            }
        } catch (InvalidPathException e) {
            LOG.debug("not a path", e);
        }
        LOG.error("queue.file: directory = \"{}\" is not a path; {} is used", value, DIRECTORY);
        return base.resolve(DIRECTORY);
    }

    private static long number(String key, String value, long min, long max, String otherwise) {
        try {
            long number = Long.parseLong(value.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debug("not a number", e);
        }
        LOG.error("queue.file: {} = \"{}\" is not a number from {} to {}; {} is used", key, value, min, max, otherwise);
        return Long.parseLong(otherwise);
    }
}
