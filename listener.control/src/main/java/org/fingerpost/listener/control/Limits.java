package org.fingerpost.listener.control;

import java.time.Duration;
import org.fingerpost.api.instance.SettingsReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sockets allow.
 *
 * @param connections        at once on each socket
 * @param connectionsPerUser at once on the socket for everyone
 * @param idle               how long a client may be silent
 */
record Limits(int connections, int connectionsPerUser, Duration idle) {

    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);

    /** There are twice as many threads as connections, and their number is an int. */
    private static final int MAX_NUMBER = Integer.MAX_VALUE / 2;

    static final Limits DEFAULT = new Limits(64, 16, Duration.ofMinutes(5));

    /** The configured limits; a bad one is reported and has its default. */
    static Limits of(ControlListener.Config config) {
        SettingsReader read = new SettingsReader(ControlListener.PID, LOG::error);
        return new Limits(
                read.number("max.connections", config.max_connections(), 1, MAX_NUMBER, DEFAULT.connections),
                read.number("max.connections.per.user", config.max_connections_per_user(), 1, MAX_NUMBER,
                        DEFAULT.connectionsPerUser),
                read.duration("idle.timeout", config.idle_timeout(), Duration.ofMillis(1), DEFAULT.idle));
    }
}
