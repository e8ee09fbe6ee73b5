package org.fingerpost.api.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that a table asks, which all know the same: in the order in which they are to be tried. One that has failed comes
 * after the others for half a minute. Any thread.
 *
 * @param <S> how a table asks one
 */
public final class Replicas<S> {

    private static final Duration SET_BACK = Duration.ofSeconds(30);

    private final List<Replica<S>> members;

    public Replicas(List<S> servers) {
        this.members = servers.stream().map(Replica::new).toList();
    }

    /** All of them, those that have failed lately at the end. */
    public List<Replica<S>> inOrder() {
        List<Replica<S>> order = new ArrayList<>(members.size());
        List<Replica<S>> last = new ArrayList<>();
        members.forEach(member -> (member.isSetBack() ? last : order).add(member));
        order.addAll(last);
        return order;
    }

    /** One of the servers. Whoever has asked it says what came of it. */
    public static final class Replica<S> {

        private final S server;
        private volatile long setBackUntil = System.nanoTime();

        private Replica(S server) {
            this.server = server;
        }

        public S server() {
            return server;
        }

        public void answered() {
            setBackUntil = System.nanoTime();
        }

        public void failed() {
            setBackUntil = System.nanoTime() + SET_BACK.toNanos();
        }

        private boolean isSetBack() {
            return setBackUntil - System.nanoTime() > 0;
        }
    }
}
