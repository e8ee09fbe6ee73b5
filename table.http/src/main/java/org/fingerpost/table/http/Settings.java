package org.fingerpost.table.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.fingerpost.api.instance.SettingsReader;
import org.slf4j.LoggerFactory;

/**
 * What the configuration says.
 *
 * @param timeout     for one server
 * @param limit       for a look-up, all servers together
 * @param authorities a file; empty for those of the JDK
 */
record Settings(Duration timeout, Duration limit, int maxConnections, int maxAnswer, Optional<Path> authorities) {

    static final Settings DEFAULT = new Settings(Duration.ofSeconds(2), Duration.ofSeconds(4), 16, 1_000_000, Optional.empty());

    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_OCTETS = 100_000_000;

    static Settings of(Config config, Path base) {
        SettingsReader reader = new SettingsReader(Config.PID, LoggerFactory.getLogger(Settings.class)::error);
        Duration least = Duration.ofMillis(1);
        String file = config.tls_authorities().strip();
        return new Settings(reader.duration("timeout", config.timeout(), least, DEFAULT.timeout),
                reader.duration("limit", config.limit(), least, DEFAULT.limit),
                reader.number("max.connections", config.max_connections(), 1, MOST_CONNECTIONS, DEFAULT.maxConnections),
                reader.number("max.answer", config.max_answer(), 1, MOST_OCTETS, DEFAULT.maxAnswer),
                file.isEmpty() ? Optional.empty() : Optional.of(base.resolve(file)));
    }
}
