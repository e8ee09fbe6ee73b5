package org.fingerpost.mailer.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Who may have a connection now: so many over all, so many for each key; and the idle ones that wait for another message. Who
 * finds none waits, first come, first served at each key; keys take turns, so a busy one does not hold up the rest. While others
 * wait only because all places are taken, a connection that becomes free is closed to make room for them.
 *
 * <p>An idle connection keeps its place. Safe for threads; applicants and connections are called outside the lock, on the thread
 * that made it happen.
 *
 * @param <K> what makes connections alike
 * @param <C> the connections
 */
final class ConnectionPool<K, C extends ConnectionPool.Pooled> {

    /** A connection, as the pool sees it. */
    interface Pooled {

        /** Is idle no longer and shall close; {@link #leave} is owed then. */
        void retire();
    }

    /** Who wants a connection; one of the two is called. */
    interface Applicant<C> {

        /** There is a place for a new one; {@link #leave} is owed. */
        void connect();

        /** This one is free; {@link #release} or {@link #leave} is owed. */
        void reuse(C connection);
    }

    private static final class Host<C> {
        int open;
        final Deque<Applicant<C>> waiting = new ArrayDeque<>(1);
        /** The one that was used last is the last. */
        final Deque<C> idle = new ArrayDeque<>(1);
    }

    private final int max;
    private final int maxPerHost;
    private final int maxWaiting;
    private final int maxIdle;
    private final int maxIdlePerHost;

    private final Map<K, Host<C>> hosts = new HashMap<>();
    /** All idle ones with their hosts, the oldest first. */
    private final Map<C, Host<C>> idle = new LinkedHashMap<>();
    /** Hosts with someone waiting and with room, in the order of their turns. */
    private final Set<Host<C>> ready = new LinkedHashSet<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private int open;
    private int waiting;
    private boolean closed;

    ConnectionPool(int max, int maxPerHost, int maxWaiting, int maxIdle, int maxIdlePerHost) {
        this.max = max;
        this.maxPerHost = maxPerHost;
        this.maxWaiting = maxWaiting;
        this.maxIdle = maxIdle;
        this.maxIdlePerHost = maxIdlePerHost;
    }

    /**
     * Asks for a connection: {@code applicant} is called now or when there is one.
     *
     * @return false if too many are waiting already: it is never called
     */
    boolean enter(K key, Applicant<C> applicant) {
        C free;
        C oldest = null;
        synchronized (this) {
            Host<C> host = hosts.computeIfAbsent(key, name -> new Host<>());
            free = host.idle.peekLast();
            if (free != null) {
                forgetIdle(free);
            } else if (waiting >= maxWaiting && !hasRoom(host)) {
                forget(key, host);
                return false;
            } else {
                host.waiting.add(applicant);
                waiting++;
                noteTurn(host);
                oldest = open >= max && !idle.isEmpty() ? forgetIdle(idle.keySet().iterator().next()) : null;
            }
        }
        if (free != null) {
            applicant.reuse(free);
            return true;
        }
        if (oldest != null) {
            oldest.retire();
        }
        beginReady();
        return true;
    }

    /** Asks for an idle connection only. @return false if there is none: {@code applicant} is not called */
    boolean reuse(K key, Applicant<C> applicant) {
        C free;
        synchronized (this) {
            Host<C> host = hosts.get(key);
            free = host == null ? null : host.idle.peekLast();
            forgetIdle(free);
        }
        if (free != null) {
            applicant.reuse(free);
        }
        return free != null;
    }

    /** Whether there is an idle connection now. */
    synchronized boolean hasIdle(K key) {
        Host<C> host = hosts.get(key);
        return host != null && !host.idle.isEmpty();
    }

    /** Takes back what waits. @return false if it does not wait (any more) */
    synchronized boolean withdraw(K key, Applicant<C> applicant) {
        Host<C> left = hosts.get(key);
        if (left == null || !left.waiting.remove(applicant)) {
            return false;
        }
        waiting--;
        noteTurn(left);
        forget(key, left);
        return true;
    }

    /** A connection has done its work and is good for more. */
    void release(K key, C connection) {
        Applicant<C> next = null;
        C retired = connection;
        synchronized (this) {
            Host<C> host = hosts.get(key);
            if (!closed && hasTurn(host)) {
                next = host.waiting.poll();
                retired = next == null ? keep(host, connection) : null;
            }
            if (next != null) {
                waiting--;
                ready.remove(host); // its turn is over, the next one comes after the others'
                noteTurn(host);
            }
        }
        if (next != null) {
            next.reuse(connection);
        } else if (retired != null) {
            retired.retire();
        }
    }

    /** Takes an idle connection away, which shall close: {@link #leave} is owed. @return false if it is not idle (any more) */
    synchronized boolean remove(C connection) {
        return forgetIdle(connection) != null;
    }

    /** Gives a place back. */
    void leave(K key) {
        boolean last;
        synchronized (this) {
            Host<C> left = hosts.get(key);
            left.open--;
            open--;
            noteTurn(left);
            forget(key, left);
            last = closed && open == 0;
        }
        if (last) {
            empty.complete(null);
        }
        beginReady();
    }

    /** Keeps no connection from now on. @return completed when all have left */
    CompletableFuture<Void> close() {
        List<C> rest;
        boolean none;
        synchronized (this) {
            closed = true;
            none = open == 0;
            rest = List.copyOf(idle.keySet());
            rest.forEach(this::forgetIdle);
        }
        if (none) {
            empty.complete(null);
        }
        rest.forEach(Pooled::retire);
        return empty;
    }

    /** Whether nobody else waits for the place that its connection holds. */
    private boolean hasTurn(Host<C> host) {
        return ready.isEmpty() || ready.iterator().next() == host;
    }

    /** @return what is one too many, if any */
    private C keep(Host<C> host, C connection) {
        host.idle.addLast(connection);
        idle.put(connection, host);
        if (host.idle.size() > maxIdlePerHost) {
            return forgetIdle(host.idle.peekFirst());
        }
        return idle.size() > maxIdle ? forgetIdle(idle.keySet().iterator().next()) : null;
    }

    /** @return null if it is not idle */
    private C forgetIdle(C connection) {
        Host<C> host = idle.remove(connection);
        if (host == null) {
            return null;
        }
        host.idle.remove(connection);
        return connection;
    }

    private void beginReady() {
        nextTurns().forEach(Applicant::connect);
    }

    private synchronized List<Applicant<C>> nextTurns() {
        List<Applicant<C>> begin = new ArrayList<>(1);
        while (open < max && !ready.isEmpty()) {
            Host<C> next = ready.iterator().next();
            begin.add(next.waiting.remove());
            waiting--;
            next.open++;
            open++;
            ready.remove(next);
            noteTurn(next);
        }
        return begin;
    }

    private boolean hasRoom(Host<C> host) {
        return open < max && host.open < maxPerHost;
    }

    private void noteTurn(Host<C> host) {
        if (!host.waiting.isEmpty() && host.open < maxPerHost) {
            ready.add(host);
        } else {
            ready.remove(host);
        }
    }

    private void forget(K key, Host<C> host) {
        if (host.open == 0 && host.waiting.isEmpty()) {
            hosts.remove(key);
        }
    }
}
