package org.fingerpost.mailer.prog;

import java.util.HashMap;
import java.util.Map;

/**
 * How many programs of each user run: one user whose programs hang leaves places for others. Any thread; nobody waits.
 */
final class UserTurns {

    private final int most;
    /** Guarded by itself; users whose programs run, no others. */
    private final Map<String, Integer> running = new HashMap<>();

    /** @param most of one user at a time; 0 for any number */
    UserTurns(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /** False if as many run as may. Otherwise {@link #leave} is called once. */
    boolean enter(String user) {
        synchronized (running) {
            int now = running.getOrDefault(user, 0);
            if (most > 0 && now >= most) {
                return false;
            }
            running.put(user, now + 1);
            return true;
        }
    }

    void leave(String user) {
        synchronized (running) {
            running.computeIfPresent(user, (name, now) -> now > 1 ? now - 1 : null);
        }
    }
}
