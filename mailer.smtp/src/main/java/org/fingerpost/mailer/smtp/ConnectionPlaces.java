package org.fingerpost.mailer.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Who may have a connection now: so many over all, so many for each host. The others wait, first come, first served at each host;
 * hosts take turns, so a busy one does not hold up the rest. Safe for threads; what may begin is begun outside the lock, on the
 * thread that made room for it.
 */
final class ConnectionPlaces {

    private static final class Host {
        int connected;
        final Queue<Runnable> waiting = new ArrayDeque<>();
    }

    private final int max;
    private final int maxPerHost;
    private final int maxWaiting;

    private final Map<String, Host> hosts = new HashMap<>();
    /** Hosts with someone waiting and with room, in the order of their turns. */
    private final Set<Host> ready = new LinkedHashSet<>();
    private int connected;
    private int waiting;

    ConnectionPlaces(int max, int maxPerHost, int maxWaiting) {
        this.max = max;
        this.maxPerHost = maxPerHost;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Asks for a place at {@code host}: {@code begin} is called now or when there is one, and then {@link #leave} is owed.
     *
     * @return false if too many are waiting already: {@code begin} is never called
     */
    boolean enter(String host, Runnable begin) {
        synchronized (this) {
            if (waiting >= maxWaiting && !hasRoom(hosts.get(host))) {
                return false;
            }
            Host entered = hosts.computeIfAbsent(host, name -> new Host());
            entered.waiting.add(begin);
            waiting++;
            noteTurn(entered);
        }
        beginReady();
        return true;
    }

    /** Takes back what waits for a place at {@code host}. @return false if it does not wait (any more) */
    synchronized boolean withdraw(String host, Runnable begin) {
        Host left = hosts.get(host);
        if (left == null || !left.waiting.remove(begin)) {
            return false;
        }
        waiting--;
        noteTurn(left);
        forget(host, left);
        return true;
    }

    /** Gives a place at {@code host} back. */
    void leave(String host) {
        synchronized (this) {
            Host left = hosts.get(host);
            left.connected--;
            connected--;
            noteTurn(left);
            forget(host, left);
        }
        beginReady();
    }

    private void beginReady() {
        nextTurns().forEach(Runnable::run);
    }

    private synchronized List<Runnable> nextTurns() {
        List<Runnable> begin = new ArrayList<>(1);
        while (connected < max && !ready.isEmpty()) {
            Host next = ready.iterator().next();
            begin.add(next.waiting.remove());
            waiting--;
            next.connected++;
            connected++;
            ready.remove(next);
            noteTurn(next);
        }
        return begin;
    }

    private boolean hasRoom(Host host) {
        return connected < max && (host == null || host.connected < maxPerHost);
    }

    private void noteTurn(Host host) {
        if (!host.waiting.isEmpty() && host.connected < maxPerHost) {
            ready.add(host);
        } else {
            ready.remove(host);
        }
    }

    private void forget(String name, Host host) {
        if (host.connected == 0 && host.waiting.isEmpty()) {
            hosts.remove(name);
        }
    }
}
