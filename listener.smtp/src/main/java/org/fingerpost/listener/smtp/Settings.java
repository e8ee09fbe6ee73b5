package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.List;

import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.listener.smtp.extension.Extension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener's settings, checked.
 *
 * @param listen               where; at least one
 * @param threads              that sessions are worked on
 * @param maxSessions          at once
 * @param maxSessionsPerClient at once from one IP address
 * @param rules                what each session is held to
 * @param idleTimeout          how long to wait for a command
 * @param dataTimeout          how long to wait for more content
 * @param nameTimeout          how long to wait for the name of a client's host; zero if nobody is to be asked
 */
record Settings(List<ListenAddress> listen, int threads, int maxSessions, int maxSessionsPerClient, SessionRules rules,
        Duration idleTimeout, Duration dataTimeout, Duration nameTimeout) {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MAX_NUMBER = 999_999_999;
    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);

    static final Settings DEFAULT = new Settings(List.of(new ListenAddress("127.0.0.1", 2525)), 4, 1000, 200,
            new SessionRules(10_000, 20, BareNewlines.REJECT), Duration.ofMinutes(5), Duration.ofMinutes(5),
            Duration.ofSeconds(5));

    Settings {
        listen = List.copyOf(listen);
    }

    /** What {@code config} says; a bad value is logged and that setting stays what it is in {@code last}. */
    static Settings of(SmtpConfig config, Settings last) {
        SettingsReader read = new SettingsReader(SmtpListener.PID, LOG::error);
        SessionRules rules = new SessionRules(
                read.number("max.recipients", config.max_recipients(), 1, MAX_NUMBER, last.rules.maxRecipients()),
                read.number("max.errors", config.max_errors(), 1, MAX_NUMBER, last.rules.maxErrors()),
                read.choice("bare.newlines", config.bare_newlines(), last.rules.bareNewlines()),
                read.flag("lenient.paths", config.lenient_paths(), last.rules.lenientPaths()),
                read.value("withhold", config.withhold(), last.rules.withheld(), Extension::parseAll));
        return new Settings(
                read.value("listen", config.listen(), last.listen, texts -> ListenAddress.parseAll(List.of(texts))),
                read.number("threads", config.threads(), 1, MAX_NUMBER, last.threads),
                read.number("max.sessions", config.max_sessions(), 1, MAX_NUMBER, last.maxSessions),
                read.number("max.sessions.per.client", config.max_sessions_per_client(), 1, MAX_NUMBER,
                        last.maxSessionsPerClient),
                rules,
                read.duration("idle.timeout", config.idle_timeout(), LEAST_TIMEOUT, last.idleTimeout),
                read.duration("data.timeout", config.data_timeout(), LEAST_TIMEOUT, last.dataTimeout),
                read.duration("name.timeout", config.name_timeout(), Duration.ZERO, last.nameTimeout));
    }

    Settings withListen(List<ListenAddress> other) {
        return new Settings(other, threads, maxSessions, maxSessionsPerClient, rules, idleTimeout, dataTimeout, nameTimeout);
    }
}
