package org.fingerpost.queue.file;

import java.nio.file.Path;

import org.fingerpost.api.instance.SettingsReader;
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
        SettingsReader read = new SettingsReader(FileQueueStore.PID, LOG::error);
        return new Settings(
                read.value("directory", config.directory().strip(), base.resolve(DIRECTORY), text -> directory(base, text)),
                read.number("min.free.bytes", config.min_free_bytes(), 0, Long.MAX_VALUE, Long.parseLong(MIN_FREE_BYTES)),
                read.number("flush.threads", config.flush_threads(), 1, MAX_THREADS, Integer.parseInt(FLUSH_THREADS)));
    }

    /** Not the instance's folder itself, which an empty path would be. */
    private static Path directory(Path base, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("\"\" where a path is expected");
        }
        return base.resolve(text);
    }
}
