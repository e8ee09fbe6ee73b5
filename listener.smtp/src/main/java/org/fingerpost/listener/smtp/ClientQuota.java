package org.fingerpost.listener.smtp;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.fingerpost.listener.smtp.ClientLimits.Event;

/** What one client has used up of what {@link ClientLimits} allow it. Its sessions share it. Any thread. */
final class ClientQuota {

    /** Of whoever is not limited: of programs of this machine, of tests. */
    static final ClientQuota UNLIMITED = new ClientQuota(true, () -> ClientLimits.of(Integer.MAX_VALUE), System::nanoTime);

    private final boolean exempt;
    private final Supplier<ClientLimits> limits;
    private final LongSupplier nanoTime;
    /** Made when the first one is counted. */
    private final Map<Event, SlidingCount> counts = new EnumMap<>(Event.class);
    private int open;
    private long lastUsed;

    ClientQuota(boolean exempt, Supplier<ClientLimits> limits, LongSupplier nanoTime) {
        this.exempt = exempt;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.lastUsed = nanoTime.getAsLong();
    }

    /** Whether the client is one of those whom the settings trust. */
    boolean isExempt() {
        return exempt;
    }

    /** Counts one more open connection. Whether there may be one. */
    synchronized boolean enter() {
        lastUsed = nanoTime.getAsLong();
        if (open >= limits.get().connections()) {
            return false;
        }
        open++;
        return true;
    }

    synchronized void leave() {
        lastUsed = nanoTime.getAsLong();
        open--;
    }

    /** Connections that are open. */
    synchronized int open() {
        return open;
    }

    /** Counts one more of these. Whether it is within the limit. */
    synchronized boolean spend(Event event) {
        ClientLimits now = limits.get();
        lastUsed = nanoTime.getAsLong();
        if (this == UNLIMITED) {
            return true;
        }
        SlidingCount count = counts.computeIfAbsent(event, e -> new SlidingCount());
        count.add(lastUsed, now.window().toNanos());
        return exempt || count.value(lastUsed, now.window().toNanos()) <= now.most(event);
    }

    /** Whether there have been more of these than there may be. */
    synchronized boolean isSpent(Event event) {
        return !exempt && rate(event) > limits.get().most(event);
    }

    /** How many of these there were within the window. */
    synchronized int rate(Event event) {
        SlidingCount count = counts.get(event);
        return count == null ? 0 : count.value(nanoTime.getAsLong(), limits.get().window().toNanos());
    }

    /** Whether nothing that was counted matters any more. */
    synchronized boolean isStale() {
        return open == 0 && nanoTime.getAsLong() - lastUsed > 2 * limits.get().window().toNanos();
    }
}
