package org.fingerpost.listener.control;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many connections there are, in all and of each user. Any thread; its lock guards the counts, of which there are few. */
final class Slots {

    /** The right to one connection. */
    final class Slot {

        private final String user;
        private final AtomicBoolean released = new AtomicBoolean();

        private Slot(String user) {
            this.user = user;
        }

        /** Gives it back; again makes no difference. */
        void release() {
            if (released.compareAndSet(false, true)) {
                leave(user);
            }
        }
    }

    private final int inAll;
    private final int perUser;
    private final Map<String, Integer> users = new HashMap<>();
    private int taken;

    Slots(int inAll, int perUser) {
        this.inAll = inAll;
        this.perUser = perUser;
    }

    /** Empty if {@code user}, or all together, have as many connections as they may. */
    synchronized Optional<Slot> take(String user) {
        int ofUser = users.getOrDefault(user, 0);
        if (taken >= inAll || ofUser >= perUser) {
            return Optional.empty();
        }
        taken++;
        users.put(user, ofUser + 1);
        return Optional.of(new Slot(user));
    }

    private synchronized void leave(String user) {
        taken--;
        users.computeIfPresent(user, (name, n) -> n > 1 ? n - 1 : null);
    }
}
