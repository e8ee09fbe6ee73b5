package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A server on real sockets, for one test; stopped after it. */
@Timeout(60)
abstract class OnRealSockets {

    static final List<ListenAddress> ANY_PORT = List.of(new ListenAddress("127.0.0.1", 0));

    final RecordingOffice office = new RecordingOffice();
    final RecordingStartup startup = new RecordingStartup();
    SmtpServer server;

    static Settings settings(int threads, int maxSessions, int maxPerClient) {
        return new Settings(ANY_PORT, threads, maxSessions, maxPerClient, Dialog.RULES,
                Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(10));
    }

    /** Starts with a post office; gives the port. */
    int start(Settings settings) {
        server = new SmtpServer(settings, startup);
        server.bind(office);
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
