package org.fingerpost.listener.control;

import org.fingerpost.api.instance.DaemonThreads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes connections whose peers have been silent for too long. Owns one thread, which never waits for anything but the time. */
final class IdleWatch {

    private static final long LONGEST_ROUND_MILLIS = 10_000;

    private final Duration limit;
    private final Set<PeerChannel> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("control-watch"));

    IdleWatch(Duration limit) {
        this.limit = limit;
        long round = Math.max(1, Math.min(limit.toMillis() / 4, LONGEST_ROUND_MILLIS));
        clock.scheduleWithFixedDelay(() -> watched.forEach(c -> c.closeIfIdle(limit)), round, round, TimeUnit.MILLISECONDS);
    }

    Duration limit() {
        return limit;
    }

    void add(PeerChannel channel) {
        watched.add(channel);
    }

    void remove(PeerChannel channel) {
        watched.remove(channel);
    }

    void stop() {
        clock.shutdown();
    }
}
