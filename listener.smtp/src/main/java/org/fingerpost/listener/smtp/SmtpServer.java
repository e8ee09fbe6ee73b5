package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
    /** How exactly clients' times are kept. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Startup startup;
    private final PostOffices offices = new PostOffices();
    private final Connections connections;
    private final ClientNames names;
    private final ClientTable clients;
    private final Workers workers;
    private final ScheduledExecutorService clock;
    private final Sockets sockets;
    private volatile Settings settings;
    private boolean open;
    /** The clock's own. */
    private long lastTick = System.nanoTime();
    private boolean stressed;

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
        clients = new ClientTable(settings.clients(), System::nanoTime);
        connections = new Connections(settings.maxSessions(), clients);
        clock = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("smtp-in-clock"));
        workers = new Workers(settings.threads(), clock);
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

    Security security() {
        return offices.security();
    }

    void unbind(PostOffice office) {
        offices.unbind(office);
    }

    private void listen() {
        try {
            sockets.listen(settings.listen());
            if (!open) {
                open = true;
                clock.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
            }
            startup.listening("smtp", sockets.addresses());
        } catch (IOException e) {
            LOG.error("smtp: {}", e.getMessage());
            startup.failed(e.getMessage());
        }
    }

    /** Time has passed for all sessions. */
    private void tick() {
        try {
            pass();
        } catch (RuntimeException | Error e) {
            LOG.error("smtp: a fault of ours", e); // thrown further it would stop the clock
        }
    }

    private void pass() {
        workers.relax();
        long now = System.nanoTime();
        Duration elapsed = Duration.ofNanos(now - lastTick);
        lastTick = now;
        Settings current = settings;
        boolean crowded = current.stress().percent() < 100 && connections.isCrowded(current.stress().percent());
        if (crowded != stressed) {
            stressed = crowded;
            LOG.warn(crowded ? "smtp: more than {} percent of the sessions are taken: clients have less time"
                    : "smtp: less than {} percent of the sessions are taken: clients have as much time as usual",
                    current.stress().percent());
        }
        connections.pass(elapsed, crowded ? current.timing().atMost(current.stress().timeout()) : current.timing());
    }

    /** Uses other settings: addresses and limits at once, what sessions are held to from the next session on. */
    synchronized void change(Settings changed) {
        Settings before = settings;
        settings = changed;
        connections.limit(changed.maxSessions());
        clients.limit(changed.clients());
        workers.use(changed.threads());
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
        clock.shutdown();
        sockets.dispose();
        names.close();
        workers.shutdown();
    }
}
