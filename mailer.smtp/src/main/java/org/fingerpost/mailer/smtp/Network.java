package org.fingerpost.mailer.smtp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.mina.core.future.ConnectFuture;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketConnector;
import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.tls.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets and threads that all deliveries share. Their number does not depend on the number of deliveries: MINA's (the
 * configured I/O processors and one that connects), two for the disk, two that ask for host names, one for the clock. What waits
 * for the disk or for names is at most one task a connection, so the queues in front of them need no bound of their own.
 */
final class Network implements Connector {

    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    private static final int BLOCKING_THREADS = 2;
    /** Connections with a chunk of 32 KiB or two read ahead: 16 MiB at most. */
    private static final int READ_AHEAD = 256;

    private final ExecutorService io = Executors.newCachedThreadPool(new DaemonThreads("mailer.smtp-io"));
    private final ExecutorService disk = Executors.newFixedThreadPool(BLOCKING_THREADS, new DaemonThreads("mailer.smtp-disk"));
    private final ExecutorService names = Executors.newFixedThreadPool(BLOCKING_THREADS, new DaemonThreads("mailer.smtp-names"));
    private final Disk messages = new Disk(disk, new Semaphore(READ_AHEAD));
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, new DaemonThreads("mailer.smtp-clock"));
    private final SimpleIoProcessorPool<NioSession> processors;
    private final NioSocketConnector connector;
    private final Optional<SocketAddress> source4;
    private final Optional<SocketAddress> source6;
    private final AtomicReference<Tls> tls = new AtomicReference<>();

    Network(Settings settings) {
        clock.setRemoveOnCancelPolicy(true);
        // When all ends nothing is waited for.
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        processors = new SimpleIoProcessorPool<>(NioProcessor.class, io, settings.threads(), null);
        connector = new NioSocketConnector(io, processors);
        connector.setConnectTimeoutMillis(settings.timeouts().connect().toMillis());
        connector.getSessionConfig().setTcpNoDelay(true);
        // MINA would end a write after a minute; how long a chunk may take is ours to say.
        connector.getSessionConfig().setWriteTimeout(0);
        connector.setHandler(new ConnectionEvents());
        source4 = source(settings, Inet4Address.class);
        source6 = source(settings, Inet6Address.class);
    }

    private static Optional<SocketAddress> source(Settings settings, Class<?> family) {
        return settings.sources().stream().filter(family::isInstance).findFirst()
                .map(address -> new InetSocketAddress(address, 0));
    }

    /** By TCP, with the configured time-out. */
    @Override
    public void connect(RemoteServer server, Connection connection, Consumer<String> failed) {
        InetAddress address = IpAddress.parse(server.address()).orElseThrow();
        boolean six = address instanceof Inet6Address;
        connector.connect(new InetSocketAddress(address, server.port()), (six ? source6 : source4).orElse(null),
                (session, future) -> session.setAttribute(ConnectionEvents.KEY, connection))
                .addListener((ConnectFuture connected) -> {
                    if (!connected.isConnected()) {
                        failed.accept(OneLine.of(connected.getException()));
                    }
                });
    }

    /** TLS for the connections that begin from now on. */
    void useTls(Tls provider) {
        tls.set(provider);
    }

    /** Forgets it, unless there is another one already. */
    void dropTls(Tls provider) {
        tls.compareAndSet(provider, null);
    }

    Optional<Tls> tls() {
        return Optional.ofNullable(tls.get());
    }

    /** For what reads or closes messages, or otherwise waits for a short time. */
    Disk disk() {
        return messages;
    }

    /** Runs a look-up of a host name. */
    void lookUp(Runnable task) {
        names.execute(task);
    }

    /** Runs {@code task}, which must not block, when the time is over. */
    Future<?> after(Duration delay, Runnable task) {
        return clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Closes all sockets and ends all threads, but for a name look-up that the system does not end; within {@code limit}. */
    void close(Duration limit) {
        if (io.isShutdown()) {
            return;
        }
        long end = System.nanoTime() + limit.toNanos();
        Future<?> disposed = io.submit(this::dispose);
        clock.shutdownNow();
        try {
            disposed.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            for (ExecutorService executor : List.of(io, disk, names)) {
                executor.shutdown();
                if (!executor.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("threads of the SMTP mailer are still busy: {}", executor);
                }
            }
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("the SMTP mailer's sockets were not closed in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Never shutdownNow on these: an interrupt would close the file that a disk thread reads.
            List.of(io, disk, names).forEach(ExecutorService::shutdown);
        }
    }

    private void dispose() {
        connector.dispose();
        processors.dispose();
    }
}
