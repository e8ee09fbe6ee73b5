package org.fingerpost.core.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.fingerpost.api.instance.SettingsReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service says of the answers of its tables, by the properties of {@code api.table.CachedTable}.
 *
 * @param found   how long a value is kept
 * @param absent  how long it is kept that a key is absent
 * @param stale   how long after that an answer may serve while the table is unavailable
 * @param entries how many answers are kept at most; 0: none
 */
public record CacheSettings(Duration found, Duration absent, Duration stale, int entries) {

    static final CacheSettings DEFAULT = new CacheSettings(Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ZERO, 100_000);

    private static final Logger LOG = LoggerFactory.getLogger(CacheSettings.class);
    private static final String MARK = "cache.found";
    private static final int MAX_ENTRIES = 10_000_000;

    /**
     * Empty if the service wants no cache.
     *
     * @param properties of the service; null for those that it does not have
     * @param otherwise  what bad values are reported for if the service has no settings of its own
     */
    public static Optional<CacheSettings> of(Function<String, Object> properties, String otherwise) {
        if (properties.apply(MARK) == null) {
            return Optional.empty();
        }
        Object pid = properties.apply("service.pid");
        SettingsReader reader = new SettingsReader(pid instanceof String one ? one : otherwise, LOG::error);
        return Optional.of(new CacheSettings(
                duration(reader, properties, MARK, DEFAULT.found),
                duration(reader, properties, "cache.absent", DEFAULT.absent),
                duration(reader, properties, "cache.stale", DEFAULT.stale),
                number(reader, properties, "cache.entries", DEFAULT.entries)));
    }

    private static Duration duration(SettingsReader reader, Function<String, Object> properties, String key, Duration otherwise) {
        Object said = properties.apply(key);
        return said == null ? otherwise : reader.duration(key, said.toString(), Duration.ZERO, otherwise);
    }

    private static int number(SettingsReader reader, Function<String, Object> properties, String key, int otherwise) {
        Object said = properties.apply(key);
        return said == null ? otherwise : reader.number(key, said.toString(), 0, MAX_ENTRIES, otherwise);
    }
}
