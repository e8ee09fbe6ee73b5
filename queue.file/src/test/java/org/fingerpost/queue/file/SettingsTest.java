package org.fingerpost.queue.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Path BASE = Path.of("/base");

    @Test
    void theDefaultsAreGood() {
        assertEquals(new Settings(Path.of("/base/var/spool"), 104_857_600, 8, 65_536, 268_435_456, Duration.ofSeconds(30)),
                of(Settings.DIRECTORY, Settings.MIN_FREE_BYTES, Settings.FLUSH_THREADS,
                        Settings.JOURNAL_BODY, Settings.JOURNAL_SIZE, Settings.JOURNAL_AGE));
    }

    @Test
    void goodValuesAreTaken() {
        assertEquals(new Settings(Path.of("/srv/mail"), 0, 64, 0, 1_048_576, Duration.ofMinutes(1)),
                of(" /srv/mail ", " 0 ", "64", "0", "1048576", "1m"));
    }

    @Test
    void badValuesGiveWayToTheDefaults() {
        Settings defaults = of(Settings.DIRECTORY, Settings.MIN_FREE_BYTES, Settings.FLUSH_THREADS,
                Settings.JOURNAL_BODY, Settings.JOURNAL_SIZE, Settings.JOURNAL_AGE);
        assertEquals(defaults, of("", "100MB", "0", "-1", "1", "soon"));
        assertEquals(defaults, of("a\u0000b", "-1", "65", "2000000", "", "-1s"));
    }

    private static Settings of(String directory, String minFreeBytes, String flushThreads, String journalBody, String journalSize,
            String journalAge) {
        return Settings.of(new FileQueueStore.Config() {
            @Override
            public String directory() {
                return directory;
            }

            @Override
            public String min_free_bytes() {
                return minFreeBytes;
            }

            @Override
            public String flush_threads() {
                return flushThreads;
            }

            @Override
            public String journal_body() {
                return journalBody;
            }

            @Override
            public String journal_size() {
                return journalSize;
            }

            @Override
            public String journal_age() {
                return journalAge;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return FileQueueStore.Config.class;
            }
        }, BASE);
    }
}
