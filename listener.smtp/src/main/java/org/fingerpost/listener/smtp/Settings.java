package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.fingerpost.api.instance.Networks;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.listener.smtp.ClientLimits.Event;
import org.fingerpost.listener.smtp.extension.Extension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener's settings, checked.
 *
 * @param listen      where; at least one
 * @param threads     that sessions are worked on, while none of them has to wait
 * @param maxSessions at once
 * @param clients     what one client may do
 * @param rules       what each session is held to
 * @param timing      how long a client may take
 * @param stress      what changes when places are scarce
 * @param nameTimeout how long to wait for the name of a client's host; zero if nobody is to be asked
 */
record Settings(List<ListenAddress> listen, int threads, int maxSessions, ClientLimits clients, SessionRules rules,
        Timing timing, Stress stress, Duration nameTimeout) {

    /**
     * When places are scarce.
     *
     * @param percent of the places, from which on they are
     * @param timeout for silence then
     */
    record Stress(int percent, Duration timeout) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MAX_NUMBER = 999_999_999;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static final Settings DEFAULT = new Settings(List.of(new ListenAddress("127.0.0.1", 2525)), 4, 1000,
            new ClientLimits(200, Map.of(Event.AUTH_FAILURE, 20, Event.ERROR, 200), MINUTE, 64,
                    Networks.parse("127.0.0.0/8, ::1")),
            new SessionRules(10_000, 20, BareNewlines.REJECT,
                    new Conduct.Limits(100, 100, 10, SECOND, Duration.ofSeconds(10)), Duration.ZERO, EarlyTalk.REJECT,
                    false, Set.of(), SecurityRules.DEFAULT),
            new Timing(Duration.ofMinutes(5), Duration.ofMinutes(5), 100, Duration.ofMinutes(2), Duration.ofHours(6)),
            new Stress(80, Duration.ofSeconds(10)), Duration.ofSeconds(5));

    Settings {
        listen = List.copyOf(listen);
    }

    /** What {@code config} says; a bad value is logged and that setting stays what it is in {@code last}. */
    static Settings of(SmtpConfig config, Settings last) {
        SettingsReader read = new SettingsReader(SmtpListener.PID, LOG::error);
        return new Settings(
                read.value("listen", config.listen(), last.listen, texts -> ListenAddress.parseAll(List.of(texts))),
                read.number("threads", config.threads(), 1, MAX_NUMBER, last.threads),
                read.number("max.sessions", config.max_sessions(), 1, MAX_NUMBER, last.maxSessions),
                clients(read, config, last.clients),
                rules(read, config, last.rules),
                timing(read, config, last.timing),
                new Stress(read.number("stress.percent", config.stress_percent(), 1, 100, last.stress.percent),
                        read.duration("stress.timeout", config.stress_timeout(), SECOND, last.stress.timeout)),
                read.duration("name.timeout", config.name_timeout(), Duration.ZERO, last.nameTimeout));
    }

    private static ClientLimits clients(SettingsReader read, SmtpConfig config, ClientLimits last) {
        Map<Event, Integer> rates = new EnumMap<>(Event.class);
        rate(read, rates, last, Event.CONNECTION, "client.connections", config.client_connections());
        rate(read, rates, last, Event.MESSAGE, "client.messages", config.client_messages());
        rate(read, rates, last, Event.RECIPIENT, "client.recipients", config.client_recipients());
        rate(read, rates, last, Event.AUTH_FAILURE, "client.auth.failures", config.client_auth_failures());
        rate(read, rates, last, Event.ERROR, "client.errors", config.client_errors());
        return new ClientLimits(
                read.number("max.sessions.per.client", config.max_sessions_per_client(), 1, MAX_NUMBER, last.connections()),
                rates,
                read.duration("client.window", config.client_window(), SECOND, last.window()),
                read.number("client.prefix", config.client_prefix(), 1, 128, last.prefix()),
                read.value("client.exempt", config.client_exempt(), last.exempt(),
                        texts -> Networks.parse(String.join(",", texts))));
    }

    private static void rate(SettingsReader read, Map<Event, Integer> rates, ClientLimits last, Event event, String key,
            String setting) {
        int most = read.number(key, setting, 0, MAX_NUMBER, last.rates().getOrDefault(event, 0));
        if (most > 0) {
            rates.put(event, most);
        }
    }

    private static SessionRules rules(SettingsReader read, SmtpConfig config, SessionRules last) {
        Conduct.Limits borne = last.conduct();
        return new SessionRules(
                read.number("max.recipients", config.max_recipients(), 1, MAX_NUMBER, last.maxRecipients()),
                read.number("max.errors", config.max_errors(), 1, MAX_NUMBER, last.maxErrors()),
                read.choice("bare.newlines", config.bare_newlines(), last.bareNewlines()),
                new Conduct.Limits(
                        read.number("max.idle.commands", config.max_idle_commands(), 1, MAX_NUMBER, borne.idleCommands()),
                        read.number("max.refused.recipients", config.max_refused_recipients(), 1, MAX_NUMBER,
                                borne.refusedRecipients()),
                        read.number("tarpit.after", config.tarpit_after(), 0, MAX_NUMBER, borne.free()),
                        read.duration("tarpit.delay", config.tarpit_delay(), Duration.ZERO, borne.delay()),
                        read.duration("tarpit.most", config.tarpit_most(), Duration.ZERO, borne.maxDelay())),
                read.duration("greeting.delay", config.greeting_delay(), Duration.ZERO, last.greetingDelay()),
                read.choice("early.talk", config.early_talk(), last.earlyTalk()),
                read.flag("lenient.paths", config.lenient_paths(), last.lenientPaths()),
                read.value("withhold", config.withhold(), last.withheld(), Extension::parseAll),
                security(read, config, last.security()));
    }

    private static SecurityRules security(SettingsReader read, SmtpConfig config, SecurityRules last) {
        return new SecurityRules(
                read.flag("auth.plaintext", config.auth_plaintext(), last.authInClear()),
                read.flag("submission.tls", config.submission_tls(), last.submissionTls()),
                read.flag("submission.auth", config.submission_auth(), last.submissionAuth()),
                read.value("xclient.from", config.xclient_from(), last.xclient(),
                        texts -> Networks.parse(String.join(",", texts))),
                read.value("proxy.from", config.proxy_from(), last.proxies(),
                        texts -> Networks.parse(String.join(",", texts))),
                read.duration("handshake.timeout", config.handshake_timeout(), SECOND, last.handshake()));
    }

    private static Timing timing(SettingsReader read, SmtpConfig config, Timing last) {
        return new Timing(
                read.duration("idle.timeout", config.idle_timeout(), SECOND, last.command()),
                read.duration("data.timeout", config.data_timeout(), SECOND, last.content()),
                read.number("data.rate", config.data_rate(), 0, MAX_NUMBER, last.rate()),
                read.duration("data.grace", config.data_grace(), SECOND, last.grace()),
                read.duration("session.timeout", config.session_timeout(), SECOND, last.session()));
    }

    Settings withListen(List<ListenAddress> other) {
        return new Settings(other, threads, maxSessions, clients, rules, timing, stress, nameTimeout);
    }
}
