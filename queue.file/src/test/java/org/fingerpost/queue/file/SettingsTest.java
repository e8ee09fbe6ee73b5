package org.fingerpost.queue.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Path BASE = Path.of("/base");

    @Test
    void theDefaultsAreGood() {
        assertEquals(new Settings(Path.of("/base/var/spool"), 104_857_600, 8),
                of(Settings.DIRECTORY, Settings.MIN_FREE_BYTES, Settings.FLUSH_THREADS));
    }

    @Test
    void goodValuesAreTaken() {
        assertEquals(new Settings(Path.of("/srv/mail"), 0, 64), of(" /srv/mail ", " 0 ", "64"));
    }

    @Test
    void badValuesGiveWayToTheDefaults() {
        Settings defaults = of(Settings.DIRECTORY, Settings.MIN_FREE_BYTES, Settings.FLUSH_THREADS);
        assertEquals(defaults, of("", "100MB", "0"));
        assertEquals(defaults, of("a\u0000b", "-1", "65"));
    }

    private static Settings of(String directory, String minFreeBytes, String flushThreads) {
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
            public Class<? extends Annotation> annotationType() {
                return FileQueueStore.Config.class;
            }
        }, BASE);
    }
}
