package org.fingerpost.table.dns;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.instance.SettingsReader;
import org.slf4j.LoggerFactory;

/**
 * What the configuration says.
 *
 * @param servers       empty for those of the file {@code resolvConf}
 * @param timeout       for one server and one try
 * @param limit         for a question as a whole
 * @param maxQuestions  that are with the name servers at once
 * @param cacheNegative how long it is kept that something does not exist
 */
record Settings(List<InetSocketAddress> servers, Path resolvConf, Path hosts, Duration timeout, int tries, Duration limit,
        int cacheEntries, Duration cacheLimit, Duration cacheNegative,
        int maxQuestions) {

    static final Settings DEFAULT = new Settings(List.of(), Path.of("/etc/resolv.conf"), Path.of("/etc/hosts"),
            Duration.ofSeconds(2), 2,
            Duration.ofSeconds(4), 20_000, Duration.ofDays(1), Duration.ofMinutes(5), 250);

    private static final int MAX_TRIES = 10;
    private static final int MAX_ENTRIES = 10_000_000;

    static Settings of(Config config, Path base) {
        SettingsReader reader = new SettingsReader(Config.PID, LoggerFactory.getLogger(Settings.class)::error);
        Duration least = Duration.ofMillis(1);
        return new Settings(reader.value("servers", config.servers(), List.of(), Settings::servers),
                base.resolve(config.resolv_conf().strip()), base.resolve(config.hosts().strip()),
                reader.duration("timeout", config.timeout(), least, DEFAULT.timeout),
                reader.number("tries", config.tries(), 1, MAX_TRIES, DEFAULT.tries),
                reader.duration("limit", config.limit(), least, DEFAULT.limit),
                reader.number("cache.entries", config.cache_entries(), 1, MAX_ENTRIES, DEFAULT.cacheEntries),
                reader.duration("cache.limit", config.cache_limit(), Duration.ZERO, DEFAULT.cacheLimit),
                reader.duration("cache.negative", config.cache_negative(), Duration.ZERO, DEFAULT.cacheNegative),
                reader.number("max.questions", config.max_questions(), 1, MAX_ENTRIES, DEFAULT.maxQuestions));
    }

    private static List<InetSocketAddress> servers(String text) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String word : text.strip().split("[\\s,]+")) {
            if (!word.isEmpty()) {
                servers.add(ServerAddress.parse(word));
            }
        }
        return List.copyOf(servers);
    }
}
