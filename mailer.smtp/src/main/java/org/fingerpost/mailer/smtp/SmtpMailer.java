package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Delivers by SMTP over TCP, one connection a batch. {@link #deliver} returns at once; see the package for what happens then.
 * Safe for threads; ends all it has begun when it is deactivated.
 */
@Component(service = Mailer.class, configurationPid = SmtpMailer.PID)
@MailerName(name = "smtp")
@Designate(ocd = Config.class)
public final class SmtpMailer implements Mailer {

    static final String PID = "mailer.smtp";

    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final Duration STOP_THREADS = Duration.ofSeconds(2);
    private static final Outcome STOPPED = Outcome.deferred("4.3.2", "the SMTP mailer was stopped");

    private final Settings settings;
    private final NameLookup names;
    private final Duration grace;
    private final Network network;
    private final ConnectionPlaces places;
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    @Activate
    public SmtpMailer(Config config) {
        this(Settings.of(config), host -> List.of(InetAddress.getAllByName(host)), STOP_GRACE);
    }

    /** @param grace what is left, when the mailer stops, to messages that are on their way */
    SmtpMailer(Settings settings, NameLookup names, Duration grace) {
        this.settings = settings;
        this.names = names;
        this.grace = grace;
        this.network = new Network(settings);
        this.places = new ConnectionPlaces(settings.maxConnections(), settings.maxConnectionsPerHost(), settings.maxWaiting());
    }

    @Override
    public CompletionStage<List<Outcome>> deliver(Delivery delivery) {
        try {
            return attempt(delivery, Destination.of(delivery));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(delivery.all(Outcome.deferred("4.3.5", e.getMessage())));
        }
    }

    private CompletionStage<List<Outcome>> attempt(Delivery delivery, Destination destination) {
        Attempt attempt = new Attempt(delivery, destination, places, names, network, settings.timeouts());
        attempts.add(attempt);
        attempt.over().thenRun(() -> attempts.remove(attempt));
        // In this order: either we see that it stops, or it sees the attempt.
        if (stopping) {
            attempt.stop(true, STOPPED);
        } else {
            attempt.start();
        }
        return attempt.result();
    }

    /** What waits or has only begun is deferred at once; what sends its message or waits for the verdict is given some time. */
    @Deactivate
    void stop() {
        stopping = true;
        attempts.forEach(attempt -> attempt.stop(false, STOPPED));
        awaitAttempts();
        attempts.forEach(attempt -> attempt.stop(true, STOPPED));
        network.close(STOP_THREADS);
    }

    private void awaitAttempts() {
        try {
            CompletableFuture.allOf(attempts.stream().map(Attempt::over).toArray(CompletableFuture<?>[]::new))
                    .get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // What is not over now is ended by the caller.
        }
    }
}
