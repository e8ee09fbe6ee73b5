package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A server on real sockets, for one test; stopped after it. */
@Timeout(60)
abstract class OnRealSockets {

    static final List<ListenAddress> ANY_PORT = List.of(new ListenAddress("127.0.0.1", 0));

    static final Duration MINUTE = Duration.ofMinutes(1);

    final RecordingOffice office = new RecordingOffice();
    final RecordingStartup startup = new RecordingStartup();
    SmtpServer server;

    static Settings settings(int threads, int maxSessions, int maxPerClient) {
        return new Settings(ANY_PORT, threads, maxSessions, ClientLimits.of(maxPerClient), Dialog.RULES,
                new Timing(MINUTE, MINUTE, 0, MINUTE, MINUTE.multipliedBy(60)), new Settings.Stress(100, MINUTE),
                Duration.ofSeconds(10));
    }

    static Settings settings(SessionRules rules) {
        Settings all = settings(2, 10, 10);
        return new Settings(all.listen(), all.threads(), all.maxSessions(), all.clients(), rules, all.timing(), all.stress(),
                all.nameTimeout());
    }

    static Settings withTiming(Settings settings, Timing timing) {
        return new Settings(settings.listen(), settings.threads(), settings.maxSessions(), settings.clients(),
                settings.rules(), timing, settings.stress(), settings.nameTimeout());
    }

    /** Starts with a post office; gives the port. */
    int start(Settings settings) {
        return start(office, settings);
    }

    int start(RecordingOffice known, Settings settings) {
        server = new SmtpServer(settings, startup);
        server.bind(known);
        return port();
    }

    int start() {
        return start(settings(2, 1000, 1000));
    }

    int port() {
        String said = startup.said.get(startup.said.size() - 1);
        return Integer.parseInt(said.substring(said.lastIndexOf(':') + 1));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }
}
