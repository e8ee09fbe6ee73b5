package org.fingerpost.table.ldap;

import java.time.Duration;

import org.fingerpost.api.instance.SettingsReader;
import org.slf4j.LoggerFactory;

/**
 * What the configuration says, but for the cache, which is the router's.
 *
 * @param limit       for a look-up as a whole
 * @param retry       how long a server is passed over that did not answer
 * @param connections to one server
 * @param pageSize    0: no pages
 * @param maxValues   entries, and values, of a look-up
 * @param verify      whether certificates must prove something
 */
record Settings(Duration connectTimeout, Duration answerTimeout, Duration limit, Duration retry, int connections, int pageSize,
        int maxValues, int maxSearches, boolean startTls, boolean verify) {

    static final Settings DEFAULT = new Settings(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4),
            Duration.ofSeconds(30), 8, 500, 100_000, 10_000, false, true);

    private static final int MAX_CONNECTIONS = 1000;
    private static final int MAX_PAGE = 100_000;
    private static final int MOST = 10_000_000;

    static Settings of(Config config) {
        SettingsReader reader = new SettingsReader(Config.PID, LoggerFactory.getLogger(Settings.class)::error);
        Duration least = Duration.ofMillis(1);
        return new Settings(reader.duration("connect.timeout", config.connect_timeout(), least, DEFAULT.connectTimeout),
                reader.duration("answer.timeout", config.answer_timeout(), least, DEFAULT.answerTimeout),
                reader.duration("limit", config.limit(), least, DEFAULT.limit),
                reader.duration("retry", config.retry(), Duration.ZERO, DEFAULT.retry),
                reader.number("connections", config.connections(), 1, MAX_CONNECTIONS, DEFAULT.connections),
                reader.number("page.size", config.page_size(), 0, MAX_PAGE, DEFAULT.pageSize),
                reader.number("max.values", config.max_values(), 1, MOST, DEFAULT.maxValues),
                reader.number("max.searches", config.max_searches(), 1, MOST, DEFAULT.maxSearches),
                reader.flag("starttls", config.starttls(), DEFAULT.startTls),
                reader.flag("tls.verify", config.tls_verify(), DEFAULT.verify));
    }
}
