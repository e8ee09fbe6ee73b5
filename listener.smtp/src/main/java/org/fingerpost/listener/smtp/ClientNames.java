package org.fingerpost.listener.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of clients' hosts, found out by a few threads of its own and kept for a while. Nobody waits longer than the limit: a
 * client whose name is not known by then has none for now. Any thread.
 */
final class ClientNames implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClientNames.class);
    private static final int THREADS = 64; // each may wait for a name server for seconds
    private static final int MAX_WAITING = 1000;
    private static final int MAX_KEPT = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_TROUBLE = Duration.ofSeconds(30);
    private static final ClientHost TROUBLE = ClientHost.UNKNOWN.named("", Standing.TEMP);

    private record Kept(ClientHost host, long until) {
    }

    private final ReverseLookup lookup;
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING), new DaemonThreads("client-name"));
    /** Under its own monitor; the one that was put in first goes first. */
    private final Map<InetAddress, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Kept> eldest) {
            return size() > MAX_KEPT;
        }
    };

    ClientNames(ReverseLookup lookup) {
        this(lookup, System::nanoTime);
    }

    ClientNames(ReverseLookup lookup, LongSupplier nanoTime) {
        this.lookup = lookup;
        this.nanoTime = nanoTime;
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Name and standing of the host with this address, without a port; completed in time, and never exceptionally.
     *
     * @param limit zero if nobody is to be asked
     */
    CompletableFuture<ClientHost> find(InetAddress address, Duration limit) {
        if (limit.isZero()) {
            return CompletableFuture.completedFuture(ClientHost.UNKNOWN);
        }
        synchronized (kept) {
            Kept found = kept.get(address);
            if (found != null && found.until - nanoTime.getAsLong() > 0) {
                return CompletableFuture.completedFuture(found.host);
            }
        }
        CompletableFuture<ClientHost> asked = new CompletableFuture<>();
        try {
            threads.execute(() -> asked.complete(ask(address)));
        } catch (RejectedExecutionException e) { // too many wait, or this ends
            asked.complete(TROUBLE);
        }
        return asked.completeOnTimeout(TROUBLE, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private ClientHost ask(InetAddress address) {
        ClientHost host;
        try {
            host = lookup.find(address);
        } catch (RuntimeException | Error e) {
            LOG.warn("the name of {} could not be looked up", address.getHostAddress(), e);
            host = TROUBLE;
        }
        Duration life = host.standing() == Standing.TEMP ? KEPT_TROUBLE : KEPT;
        synchronized (kept) {
            kept.remove(address);
            kept.put(address, new Kept(host, nanoTime.getAsLong() + life.toNanos()));
        }
        return host;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
