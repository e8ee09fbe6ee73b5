package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.fingerpost.api.instance.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From text to values; a value that is none is reported and the default used in its place. */
final class SettingsReader {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

    private SettingsReader() {
    }

    static Settings read(Config config) {
        return new Settings(timeouts(config),
                count("max.connections", config.max_connections(), Config.MAX_CONNECTIONS),
                count("max.connections.per.host", config.max_connections_per_host(), Config.MAX_CONNECTIONS_PER_HOST),
                count("max.waiting", config.max_waiting(), Config.MAX_WAITING),
                count("threads", config.threads(), Config.THREADS),
                setting("source.address", config.source_address(), "", SettingsReader::address));
    }

    private static Timeouts timeouts(Config config) {
        return new Timeouts(
                duration("place", config.timeout_place(), Config.TIMEOUT_PLACE),
                duration("connect", config.timeout_connect(), Config.TIMEOUT_CONNECT),
                duration("greeting", config.timeout_greeting(), Config.TIMEOUT_GREETING),
                duration("command", config.timeout_command(), Config.TIMEOUT_COMMAND),
                duration("data.init", config.timeout_data_init(), Config.TIMEOUT_DATA_INIT),
                duration("data.block", config.timeout_data_block(), Config.TIMEOUT_DATA_BLOCK),
                duration("data.termination", config.timeout_data_termination(), Config.TIMEOUT_DATA_TERMINATION),
                duration("quit", config.timeout_quit(), Config.TIMEOUT_QUIT));
    }

    private static Duration duration(String key, String value, String fallback) {
        return setting("timeout." + key, value, fallback, SettingsReader::positive);
    }

    private static int count(String key, String value, String fallback) {
        return setting(key, value, fallback, SettingsReader::number);
    }

    private static <T> T setting(String key, String value, String fallback, Function<String, T> parser) {
        try {
            return parser.apply(value.strip());
        } catch (IllegalArgumentException e) {
            LOG.error("mailer.smtp: {}: {}; \"{}\" is used", key, e.getMessage(), fallback);
            return parser.apply(fallback);
        }
    }

    private static Duration positive(String text) {
        Duration duration = Durations.parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("\"" + text + "\" is no time at all: more than zero is expected");
        }
        return duration;
    }

    private static int number(String text) {
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not usable: a number from 1 to 9999999 is expected");
        }
        return Integer.parseInt(text);
    }

    /** Only literal addresses, so that nothing is looked up. */
    private static Optional<InetAddress> address(String text) {
        try {
            if (text.isEmpty()) {
                return Optional.empty();
            } else if (text.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
                return Optional.of(InetAddress.getByName(text));
            }
        } catch (UnknownHostException e) {
            // It only looks like one.
        }
        throw new IllegalArgumentException("\"" + text + "\" is no IP address");
    }
}
