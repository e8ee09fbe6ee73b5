package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.mina.core.session.IoSession;
import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.submit.PostOffice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SMTP server: sockets, threads and the settings in use. It binds its sockets when the first post office comes and keeps
 * them when that goes: its clients then get temporary refusals. Methods are called on any thread; the lock is this object's.
 */
final class SmtpServer {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Startup startup;
    private final PostOffices offices = new PostOffices();
    private final Connections connections;
    private final ClientNames names;
    private final ThreadPoolExecutor workers;
    private final Sockets sockets;
    private volatile Settings settings;
    private boolean open;

    SmtpServer(Settings settings, Startup startup) {
        this(settings, startup, new ClientNames(new MachineLookup()), Optional.empty());
    }

    /**
     * @param names closed with the server
     * @param own   where it listens, by SMTP, for programs of this machine
     */
    SmtpServer(Settings settings, Startup startup, ClientNames names, Optional<Path> own) {
        this.names = names;
        this.settings = settings;
        this.startup = startup;
        connections = new Connections(settings.maxSessions(), settings.maxSessionsPerClient());
        // The queue holds a session at most once. After the end, whoever wakes a session does what it still has to clear away.
        workers = new ThreadPoolExecutor(settings.threads(), settings.threads(), 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), new DaemonThreads("smtp-in"), (task, ended) -> task.run());
        workers.allowCoreThreadTimeOut(true);
        sockets = new Sockets(new SmtpHandler(offices, connections, names, workers, () -> this.settings,
                this::service), own);
    }

    private Service service(IoSession io) {
        return sockets.service(io);
    }

    /** Mail can be taken now. The first time, the sockets are bound. */
    synchronized void bind(PostOffice office) {
        offices.bind(office);
        if (!open) {
            listen();
        }
    }

    void unbind(PostOffice office) {
        offices.unbind(office);
    }

    private void listen() {
        try {
            sockets.listen(settings.listen());
            open = true;
            startup.listening("smtp", sockets.addresses());
        } catch (IOException e) {
            LOG.error("smtp: {}", e.getMessage());
            startup.failed(e.getMessage());
        }
    }

    /** Uses other settings: addresses and limits at once, what sessions are held to from the next session on. */
    synchronized void change(Settings changed) {
        Settings before = settings;
        settings = changed;
        connections.limit(changed.maxSessions(), changed.maxSessionsPerClient());
        resize(changed.threads());
        if (!changed.listen().equals(before.listen())) {
            moveTo(changed, before);
        }
    }

    private void moveTo(Settings changed, Settings before) {
        if (!open) {
            if (offices.current().isPresent()) {
                listen(); // the addresses so far could not be bound
            }
            return;
        }
        try {
            sockets.listen(changed.listen());
            startup.listening("smtp", sockets.addresses());
        } catch (IOException e) {
            settings = changed.withListen(before.listen());
            LOG.error("smtp: {}; still listening on {}", e.getMessage(), sockets.addresses());
        }
    }

    private void resize(int threads) {
        if (threads > workers.getMaximumPoolSize()) {
            workers.setMaximumPoolSize(threads);
            workers.setCorePoolSize(threads);
        } else {
            workers.setCorePoolSize(threads);
            workers.setMaximumPoolSize(threads);
        }
    }

    Settings settings() {
        return settings;
    }

    /** Ends it: no more connections, 421 for those who wait, a few seconds for commits under way, then all is closed. */
    synchronized void close() {
        sockets.close();
        connections.open().forEach(Connection::stop);
        try {
            connections.awaitNone(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.dispose();
        names.close();
        // Never interrupted: an interrupt would close the file that a worker is writing, and with it the queue's channels.
        workers.shutdown();
    }
}
