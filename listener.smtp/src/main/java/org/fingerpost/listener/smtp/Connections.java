package org.fingerpost.listener.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.fingerpost.listener.smtp.ClientLimits.Event;

/**
 * The connections there are, and how many there may be: as a whole and of one client. A connection counts until nothing of it
 * is left, its commit included. Any thread; the lock is this object's.
 */
final class Connections {

    /** What becomes of a client that connects. */
    sealed interface Admitted {

        /**
         * It may come in.
         *
         * @param rate of its connections, and of those of all clients, within the window
         */
        record In(ClientQuota quota, int rate, int totalRate) implements Admitted {
        }

        /** It is told this and sent away; it is not counted. */
        record Out(Reply reply) implements Admitted {
        }
    }

    private static final Admitted TOO_MANY = out("4.3.2", "too many connections, try again later");
    private static final Admitted TOO_MANY_OF_YOURS = out("4.3.2", "too many connections from your address");
    private static final Admitted TOO_OFTEN = out("4.7.0", "too many connections from your address lately, try again later");
    private static final Admitted TOO_MANY_FAULTS = out("4.7.0", "too many errors from your address lately, try again later");

    private final ClientTable clients;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private int count;
    private int max;

    Connections(int max, ClientTable clients) {
        this.clients = clients;
        limit(max);
    }

    private static Admitted out(String status, String text) {
        return new Admitted.Out(Reply.last(421, status, text));
    }

    /** For those to come; who is in stays. */
    synchronized void limit(int newMax) {
        max = newMax;
    }

    /** Counts one more, if it may come in. */
    Admitted admit(InetAddress client) {
        return admit(clients.of(client));
    }

    /** Counts one more of a user of this machine, if it may come in. */
    Admitted admit(String user) {
        return admit(clients.of(user));
    }

    private synchronized Admitted admit(ClientQuota quota) {
        int total = clients.connected();
        boolean withinRate = quota.spend(Event.CONNECTION);
        if (count >= max) {
            return TOO_MANY;
        }
        if (!withinRate) {
            return TOO_OFTEN;
        }
        if (quota.isSpent(Event.ERROR) || quota.isSpent(Event.AUTH_FAILURE)) {
            return TOO_MANY_FAULTS;
        }
        if (!quota.enter()) {
            return TOO_MANY_OF_YOURS;
        }
        count++;
        return new Admitted.In(quota, quota.rate(Event.CONNECTION), total);
    }

    /** One that was admitted turns out to be of another client: it counts as one of that, if it may come in, else as it did. */
    synchronized Admitted transfer(ClientQuota from, InetAddress to) {
        Admitted admitted = admit(clients.of(to));
        if (admitted instanceof Admitted.In) {
            count--;
            from.leave();
        }
        return admitted;
    }

    /** One that was admitted is over. */
    void leave(Connection connection, ClientQuota quota) {
        open.remove(connection);
        leave(quota);
    }

    /** One that was admitted has not begun. */
    synchronized void leave(ClientQuota quota) {
        count--;
        quota.leave();
        notifyAll();
    }

    /** One that was admitted begins. */
    void add(Connection connection) {
        open.add(connection);
    }

    List<Connection> open() {
        return List.copyOf(open);
    }

    /** Whether more than so many percent of the places are taken. */
    synchronized boolean isCrowded(int percent) {
        return count * 100L > (long) max * percent;
    }

    /** So much time has passed for all of them. */
    void pass(Duration elapsed, Timing timing) {
        open.forEach(connection -> connection.pass(elapsed, timing));
        clients.age();
    }

    /** Waits until all have left, {@code timeout} at most. */
    synchronized void awaitNone(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toMillis(); count > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
