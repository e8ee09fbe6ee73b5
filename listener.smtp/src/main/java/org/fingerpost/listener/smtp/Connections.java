package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections there are, and how many there may be: as a whole and of one client. A connection counts until nothing of it
 * is left, its commit included. Any thread; the lock is this object's.
 */
final class Connections {

    private static final Reply TOO_MANY = Reply.last(421, "4.3.2", "too many connections, try again later");
    private static final Reply TOO_MANY_OF_YOURS = Reply.last(421, "4.3.2", "too many connections from your address");

    private final Map<Object, Integer> admitted = new HashMap<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private int count;
    private int max;
    private int maxPerClient;

    Connections(int max, int maxPerClient) {
        limit(max, maxPerClient);
    }

    /** For those to come; who is in stays. */
    synchronized void limit(int newMax, int newMaxPerClient) {
        max = newMax;
        maxPerClient = newMaxPerClient;
    }

    /**
     * Counts one more.
     *
     * @param client its IP address, or the name of this machine's user
     * @return empty if it may come in, else it is not counted and told this
     */
    synchronized Optional<Reply> admit(Object client) {
        if (count >= max) {
            return Optional.of(TOO_MANY);
        }
        if (admitted.getOrDefault(client, 0) >= maxPerClient) {
            return Optional.of(TOO_MANY_OF_YOURS);
        }
        count++;
        admitted.merge(client, 1, Integer::sum);
        return Optional.empty();
    }

    /** One that was admitted is over. */
    synchronized void leave(Connection connection, Object client) {
        open.remove(connection);
        count--;
        admitted.computeIfPresent(client, (address, n) -> n > 1 ? n - 1 : null);
        notifyAll();
    }

    /** One that was admitted begins. */
    void add(Connection connection) {
        open.add(connection);
    }

    List<Connection> open() {
        return List.copyOf(open);
    }

    /** Waits until all have left, {@code timeout} at most. */
    synchronized void awaitNone(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toMillis(); count > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
