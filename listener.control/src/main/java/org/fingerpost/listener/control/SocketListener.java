package org.fingerpost.listener.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.LocalSocket;
import org.fingerpost.api.instance.LocalSocket.Access;
import org.fingerpost.listener.control.Slots.Slot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket: takes connections and gives each a thread, as far as the limits go. Owns the thread that accepts and the pool.
 */
final class SocketListener {

    /**
     * What one socket allows.
     *
     * @param trusted     whether its peers may give every command
     * @param connections at once
     * @param perUser     at once for one user
     */
    record Terms(boolean trusted, int connections, int perUser) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(SocketListener.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final LocalSocket socket;
    private final Terms terms;
    private final Commands commands;
    private final IdleWatch watch;
    private final Slots slots;
    private final Set<PeerChannel> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;

    private SocketListener(LocalSocket socket, Terms terms, Commands commands, IdleWatch watch) {
        this.socket = socket;
        this.terms = terms;
        this.commands = commands;
        this.watch = watch;
        this.slots = new Slots(terms.connections(), terms.perUser());
        String name = terms.trusted() ? "control" : "control-submit";
        // Twice as many threads as slots: a slot is free a moment before the thread is.
        this.pool = new ThreadPoolExecutor(0, 2 * terms.connections(), 30, TimeUnit.SECONDS, new SynchronousQueue<>(),
                new DaemonThreads(name));
    }

    /** Binds {@code path} and takes connections from now on. */
    static SocketListener start(Path path, String permissions, Terms terms, Commands commands, IdleWatch watch)
            throws IOException {
        SocketListener listener = new SocketListener(LocalSocket.bind(path, Access.of(permissions), 0), terms, commands, watch);
        new DaemonThreads("control-accept-" + path.getFileName()).newThread(listener::acceptAll).start();
        return listener;
    }

    Path path() {
        return socket.path();
    }

    private void acceptAll() {
        while (socket.channel().isOpen()) {
            try {
                admit(socket.channel().accept());
            } catch (IOException e) {
                if (socket.channel().isOpen()) {
                    LOG.error("socket {}: cannot take a connection: {}", path(), e.toString());
                    pause();
                }
            }
        }
    }

    /** A failure to accept, such as too few file descriptors, comes back at once: this keeps it from being a busy loop. */
    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE_AFTER_FAILURE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(SocketChannel accepted) {
        PeerChannel channel = new PeerChannel(accepted);
        try {
            String user = LocalSocket.peer(accepted);
            Optional<Slot> slot = slots.take(user);
            if (slot.isEmpty() || !serve(channel, user, slot.get())) {
                refuse(channel, user);
            }
        } catch (IOException e) {
            LOG.error("socket {}: connection refused: {}", path(), e.getMessage());
            channel.close();
        }
    }

    /** False if there is no thread for it. */
    private boolean serve(PeerChannel channel, String user, Slot slot) {
        open.add(channel);
        watch.add(channel);
        Connection connection = new Connection(channel, user, terms.trusted(), commands, slot::release);
        try {
            pool.execute(() -> {
                try {
                    connection.run();
                } finally {
                    forget(channel, slot);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            forget(channel, slot);
            return false;
        }
    }

    private void forget(PeerChannel channel, Slot slot) {
        watch.remove(channel);
        open.remove(channel);
        slot.release();
    }

    /** Two small frames fit into an empty socket, so this does not wait for the peer. */
    private void refuse(PeerChannel channel, String user) throws IOException {
        String reason = "too many connections: " + terms.connections() + " are allowed, " + terms.perUser() + " of one user";
        LOG.info("socket {}: connection of {} refused: {}", path(), user, reason);
        try (channel) {
            Replies replies = new Replies(channel.output());
            replies.error().println(reason);
            replies.exit(Sysexits.TEMPFAIL);
        }
    }

    /** Ends it: whoever waits for a client is cut off at once, commands at work have {@code GRACE} to finish. */
    void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("socket {}: {}", path(), e.toString());
        }
        pool.shutdown();
        open.forEach(PeerChannel::closeIfWaiting);
        try {
            if (!pool.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("socket {}: commands that are still at work are cut off: {}", path(), open.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(PeerChannel::close);
    }
}
