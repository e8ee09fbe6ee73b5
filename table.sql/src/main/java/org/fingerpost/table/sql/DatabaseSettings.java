package org.fingerpost.table.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.fingerpost.api.instance.SettingsReader;

/**
 * A database and how to ask it.
 *
 * @param secret         the file of the password
 * @param properties     for the driver
 * @param connectTimeout how long anybody waits for a connection
 * @param queryTimeout   how long the database may take
 */
record DatabaseSettings(String url, String driver, String user, Optional<Path> secret, Map<String, String> properties,
        int poolSize, Duration poolIdle, Duration poolLifetime, Duration connectTimeout, Duration queryTimeout, int maxRows) {

    static final DatabaseSettings DEFAULT = new DatabaseSettings("", "org.postgresql.Driver", "", Optional.empty(), Map.of(), 8,
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(2), Duration.ofSeconds(2), 10_000);

    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_ROWS = 1_000_000;
    /** What HikariCP takes at least. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(250);
    private static final Duration LEAST_IDLE = Duration.ofSeconds(10);
    private static final Duration LEAST_LIFETIME = Duration.ofSeconds(30);

    DatabaseSettings {
        properties = Map.copyOf(properties);
    }

    /** @param last what counts in place of a value that makes no sense */
    static DatabaseSettings of(DatabaseFile.Config config, Path base, SettingsReader reader, DatabaseSettings last) {
        String secret = config.password_file().strip();
        return new DatabaseSettings(config.url().strip(), config.driver().strip(), config.user().strip(),
                secret.isEmpty() ? Optional.empty() : Optional.of(base.resolve(secret)),
                reader.value("properties", config.properties(), last.properties, DatabaseSettings::pairs),
                reader.number("pool.size", config.pool_size(), 1, MOST_CONNECTIONS, last.poolSize),
                reader.duration("pool.idle", config.pool_idle(), LEAST_IDLE, last.poolIdle),
                reader.duration("pool.lifetime", config.pool_lifetime(), LEAST_LIFETIME, last.poolLifetime),
                reader.duration("timeout.connect", config.timeout_connect(), LEAST_WAIT, last.connectTimeout),
                reader.duration("timeout.query", config.timeout_query(), LEAST_WAIT, last.queryTimeout),
                reader.number("max.rows", config.max_rows(), 1, MOST_ROWS, last.maxRows));
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String word : text.split(",")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                pairs.put(word.substring(0, equals).strip(), word.substring(equals + 1).strip());
            } else if (!word.isBlank()) {
                throw new IllegalArgumentException("\"" + word.strip() + "\" where KEY=VALUE is expected");
            }
        }
        return pairs;
    }
}
