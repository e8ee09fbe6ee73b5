package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.List;

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
 */
record Settings(List<ListenAddress> listen, int threads, int maxSessions, int maxSessionsPerClient, SessionRules rules,
        Duration idleTimeout, Duration dataTimeout) {

    static final Settings DEFAULT = new Settings(List.of(new ListenAddress("127.0.0.1", 2525)), 4, 1000, 200,
            new SessionRules(10_000, 20, BareNewlines.REJECT), Duration.ofMinutes(5), Duration.ofMinutes(5));

    Settings {
        listen = List.copyOf(listen);
    }

    Settings withListen(List<ListenAddress> other) {
        return new Settings(other, threads, maxSessions, maxSessionsPerClient, rules, idleTimeout, dataTimeout);
    }
}
