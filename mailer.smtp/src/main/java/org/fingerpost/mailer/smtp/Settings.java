package org.fingerpost.mailer.smtp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.instance.SettingsReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the component is set to.
 *
 * @param maxConnections        at once
 * @param maxConnectionsPerHost at once to one host and port
 * @param maxWaiting            deliveries that wait for a connection
 * @param threads               MINA's I/O processors
 * @param reuse                 of connections
 * @param search                for a server
 * @param sources               local addresses to connect from, at most one of each version
 * @param terms                 what is asked of connections whose destination says nothing else
 */
record Settings(Timeouts timeouts, int maxConnections, int maxConnectionsPerHost, int maxWaiting, int threads,
        Reuse reuse, SearchLimits search, List<InetAddress> sources, Terms.Defaults terms) {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MAX_NUMBER = 9_999_999;
    /** The finest that a setting can say: a time-out is more than no time at all. */
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

    /** With TLS where it is offered, as by default. */
    Settings(Timeouts timeouts, int maxConnections, int maxConnectionsPerHost, int maxWaiting, int threads, Reuse reuse,
            SearchLimits search, List<InetAddress> sources) {
        this(timeouts, maxConnections, maxConnectionsPerHost, maxWaiting, threads, reuse, search, sources,
                new Terms.Defaults(TlsLevel.MAY, false));
    }

    /** What {@code config} says; a bad value is logged and the default used in its place. */
    static Settings of(Config config) {
        SettingsReader read = new SettingsReader(SmtpMailer.PID, LOG::error);
        return new Settings(timeouts(read, config),
                number(read, "max.connections", config.max_connections(), Config.MAX_CONNECTIONS),
                number(read, "max.connections.per.host", config.max_connections_per_host(), Config.MAX_CONNECTIONS_PER_HOST),
                number(read, "max.waiting", config.max_waiting(), Config.MAX_WAITING),
                number(read, "threads", config.threads(), Config.THREADS),
                reuse(read, config),
                new SearchLimits(number(read, "max.addresses", config.max_addresses(), Config.MAX_ADDRESSES),
                        number(read, "max.sessions", config.max_sessions(), Config.MAX_SESSIONS),
                        timeout(read, "search", config.timeout_search(), Config.TIMEOUT_SEARCH)),
                sources(read.value("source.address", config.source_address().strip(), Optional.empty(), Settings::address),
                        read.value("source.address6", config.source_address6().strip(), Optional.empty(), Settings::sixth)),
                new Terms.Defaults(read.value("tls", config.tls().strip(), TlsLevel.MAY, Settings::level),
                        read.value("chunking", config.chunking().strip(), false, Settings::flag)));
    }

    private static TlsLevel level(String text) {
        return SmtpKeys.word(Map.of("tls", text), "tls", TlsLevel.MAY, TlsLevel.class);
    }

    private static boolean flag(String text) {
        return SmtpKeys.flag(Map.of("chunking", text), "chunking", false);
    }

    /** The more special one comes first. */
    private static List<InetAddress> sources(Optional<InetAddress> any, Optional<InetAddress> six) {
        return Stream.concat(six.stream(), any.stream()).toList();
    }

    private static Timeouts timeouts(SettingsReader read, Config config) {
        return new Timeouts(
                timeout(read, "place", config.timeout_place(), Config.TIMEOUT_PLACE),
                timeout(read, "connect", config.timeout_connect(), Config.TIMEOUT_CONNECT),
                timeout(read, "greeting", config.timeout_greeting(), Config.TIMEOUT_GREETING),
                timeout(read, "ehlo", config.timeout_ehlo(), Config.TIMEOUT_EHLO),
                timeout(read, "starttls", config.timeout_starttls(), Config.TIMEOUT_STARTTLS),
                timeout(read, "auth", config.timeout_auth(), Config.TIMEOUT_AUTH),
                timeout(read, "mail", config.timeout_mail(), Config.TIMEOUT_MAIL),
                timeout(read, "rcpt", config.timeout_rcpt(), Config.TIMEOUT_RCPT),
                timeout(read, "data.init", config.timeout_data_init(), Config.TIMEOUT_DATA_INIT),
                timeout(read, "data.block", config.timeout_data_block(), Config.TIMEOUT_DATA_BLOCK),
                timeout(read, "data.termination", config.timeout_data_termination(), Config.TIMEOUT_DATA_TERMINATION),
                timeout(read, "rset", config.timeout_rset(), Config.TIMEOUT_RSET),
                timeout(read, "quit", config.timeout_quit(), Config.TIMEOUT_QUIT));
    }

    private static Reuse reuse(SettingsReader read, Config config) {
        return new Reuse(
                read.duration("reuse.idle", config.reuse_idle(), Duration.ZERO, Durations.parse(Config.REUSE_IDLE)),
                read.duration("reuse.age", config.reuse_age(), Duration.ZERO, Durations.parse(Config.REUSE_AGE)),
                number(read, "reuse.messages", config.reuse_messages(), Config.REUSE_MESSAGES),
                number(read, "reuse.max", config.reuse_max(), Config.REUSE_MAX),
                number(read, "reuse.max.per.host", config.reuse_max_per_host(), Config.REUSE_MAX_PER_HOST));
    }

    private static Duration timeout(SettingsReader read, String key, String setting, String otherwise) {
        return read.duration("timeout." + key, setting, LEAST_TIMEOUT, Durations.parse(otherwise));
    }

    private static int number(SettingsReader read, String key, String setting, String otherwise) {
        return read.number(key, setting, 1, MAX_NUMBER, Integer.parseInt(otherwise));
    }

    /** Only literal addresses, so that nothing is looked up. */
    private static Optional<InetAddress> address(String text) {
        Optional<InetAddress> address = IpAddress.parse(text);
        if (address.isEmpty() && !text.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" where an IP address is expected");
        }
        return address;
    }

    private static Optional<InetAddress> sixth(String text) {
        Optional<InetAddress> address = address(text);
        if (address.filter(Inet4Address.class::isInstance).isPresent()) {
            throw new IllegalArgumentException("\"" + text + "\" where an IP address of version 6 is expected");
        }
        return address;
    }
}
