package org.fingerpost.listener.control;

import java.util.HashMap;
import java.util.Map;

/** How many connections each user has; bounded by the number of connections. Any thread. */
final class UserCount {

    private final int limit;
    private final Map<String, Integer> counts = new HashMap<>();

    UserCount(int limit) {
        this.limit = limit;
    }

    /** Whether {@code user} may have one more; if so it is counted, and must {@link #leave}. */
    synchronized boolean enter(String user) {
        int now = counts.getOrDefault(user, 0);
        if (now >= limit) {
            return false;
        }
        counts.put(user, now + 1);
        return true;
    }

    synchronized void leave(String user) {
        counts.computeIfPresent(user, (name, n) -> n > 1 ? n - 1 : null);
    }
}
