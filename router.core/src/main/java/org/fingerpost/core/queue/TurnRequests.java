package org.fingerpost.core.queue;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.queue.Glob;
import org.fingerpost.api.queue.QueueControl.Order;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Selector.Property;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.request.FutureRelease;

/**
 * What clients ask for by ETRN (RFC 1985): that what waits for a host is tried now. To look for that costs a walk through the
 * queue, so one thread does it for all, some wait, and a host that is asked for twice is looked for once. What is held, by an
 * operator or until its sender's time has come, stays so. Any thread.
 */
public final class TurnRequests implements AutoCloseable {

    private static final int MOST = 50;

    private final Queue queue;
    private final QueueStore store;
    private final Clock clock;
    private final ThreadPoolExecutor thread;
    /** Those that wait. */
    private final Set<String> nodes = ConcurrentHashMap.newKeySet();

    public TurnRequests(Queue queue, QueueStore store, Clock clock) {
        this.queue = queue;
        this.store = store;
        this.clock = clock;
        this.thread = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST),
                new DaemonThreads("turn-requests"));
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins to try what waits for a node, or sees to it that somebody does.
     *
     * @param node a host, or {@code @domain} for the domain and all below it
     * @return false if too much has been asked for
     */
    public boolean request(String node, Origin origin) {
        if (!nodes.add(node)) {
            return true;
        }
        try {
            thread.execute(() -> {
                nodes.remove(node);
                hasten(node, origin);
            });
            return true;
        } catch (RejectedExecutionException e) { // too many, or the router stops
            nodes.remove(node);
            return false;
        }
    }

    private void hasten(String node, Origin origin) {
        List<String> hosts = node.startsWith("@") ? List.of(node.substring(1), "*." + node.substring(1)) : List.of(node);
        Order order = new Order(origin.clientName(), "ETRN " + node, (soFar, expected) -> !thread.isShutdown());
        for (String host : hosts) {
            hasten(Selector.ALL.and(Property.DESTINATION, new Glob(host)), order);
            hasten(Selector.ALL.and(Property.RECIPIENT, new Glob("*@" + host)), order);
        }
    }

    private void hasten(Selector which, Order order) {
        new Sweep(queue, store, which, order).hasten(job -> !FutureRelease.isHeld(job, clock.instant()),
                job -> MailLog.event(job.id(), "hastened", "reason", order.reason(), "by", order.by()));
    }

    @Override
    public void close() {
        thread.shutdown(); // never interrupted: it reads the store
        thread.getQueue().clear();
    }
}
