package org.fingerpost.listener.control;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.fingerpost.api.instance.Durations;
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

    static final Limits DEFAULT = new Limits(64, 16, Duration.ofMinutes(5));

    /** The configured limits; a bad one is reported and has its default. */
    static Limits of(ControlListener.Config config) {
        return new Limits(
                positive("max.connections", config::max_connections, DEFAULT.connections),
                positive("max.connections.per.user", config::max_connections_per_user, DEFAULT.connectionsPerUser),
                duration(ControlListener.PID, "idle.timeout", config.idle_timeout(), DEFAULT.idle));
    }

    private static int positive(String key, IntSupplier value, int otherwise) {
        try {
            int n = value.getAsInt();
            if (n > 0) {
                return n;
            }
            complain(ControlListener.PID, key, String.valueOf(n), "a number above 0", otherwise);
        } catch (RuntimeException e) { // what Declarative Services throws for a value that is no number
            complain(ControlListener.PID, key, e.getMessage(), "a number above 0", otherwise);
        }
        return otherwise;
    }

    /** A duration above 0 out of the setting {@code key}; else a log line and {@code otherwise}. */
    static Duration duration(String pid, String key, String value, Duration otherwise) {
        try {
            Duration parsed = Durations.parse(value);
            if (!parsed.isZero()) {
                return parsed;
            }
            complain(pid, key, value, "a duration above 0", otherwise);
        } catch (IllegalArgumentException e) {
            complain(pid, key, value, "a duration such as 30s or 5m", otherwise);
        }
        return otherwise;
    }

    static void complain(String pid, String key, String value, String expected, Object otherwise) {
        LOG.error("setting {} in {} is \"{}\" where {} is expected; {} is used", key, pid, value, expected, otherwise);
    }
}
