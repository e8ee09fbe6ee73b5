package org.fingerpost.mailer.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Itinerary;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Programs;
import org.fingerpost.api.mailer.UnusableProgramException;
import org.fingerpost.api.tls.Tls;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Delivers by SMTP and LMTP: over TCP, Unix sockets and the pipes of programs. {@link #deliver} returns at once; see the package
 * for what happens then. Who cancels what it returns ends the delivery and its connection. Safe for threads; ends all it has
 * begun when it is deactivated.
 */
@Component(service = Mailer.class, configurationPid = SmtpMailer.PID)
@MailerName(name = "smtp")
@Designate(ocd = Config.class)
public final class SmtpMailer implements Mailer {

    static final String PID = "mailer.smtp";

    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    /** For the replies to QUIT, which nobody needs. */
    private static final Duration STOP_QUIT = Duration.ofSeconds(1);
    private static final Duration STOP_THREADS = Duration.ofSeconds(2);
    /** For one step, beyond what the names themselves may take. */
    private static final Duration ITINERARY_LIMIT = Duration.ofMinutes(1);
    private static final Outcome STOPPED = Outcome.deferred("4.3.2", "the SMTP mailer was stopped");
    private static final Outcome GIVEN_UP = Outcome.deferred("4.3.2", "the delivery was given up");

    private final Settings settings;
    private final NameLookup names;
    private final OwnAddresses addresses = new OwnAddresses();
    private final Duration grace;
    private final Network network;
    private final LocalServers locals = new LocalServers();
    private final ConnectionPool<ConnectionKey, Connection> pool;
    private final Attempt.Surroundings surroundings;
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    /** Null while there is none. */
    private volatile Resolver resolver;

    @Activate
    public SmtpMailer(Config config) {
        this(Settings.of(config), STOP_GRACE);
    }

    /** @param grace what is left, when the mailer stops, to messages that are on their way */
    SmtpMailer(Settings settings, Duration grace) {
        this.settings = settings;
        this.grace = grace;
        this.network = new Network(settings);
        this.names = new NameLookup(() -> Optional.ofNullable(resolver), network, settings.timeouts().connect());
        this.pool = new ConnectionPool<>(settings.maxConnections(), settings.maxConnectionsPerHost(), settings.maxWaiting(),
                settings.reuse().max(), settings.reuse().maxPerHost());
        this.surroundings = new Attempt.Surroundings(pool, new RecentServers(), network, settings);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setResolver(Resolver present) {
        resolver = present;
    }

    void unsetResolver(Resolver gone) {
        if (resolver == gone) {
            resolver = null;
        }
    }

    /** What starts programs that speak SMTP. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setPrograms(Programs present) {
        locals.usePrograms(present);
    }

    void unsetPrograms(Programs gone) {
        locals.dropPrograms(gone);
    }

    /** The best TLS there is, for the connections that begin from now on. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTls(Tls present) {
        network.useTls(present);
    }

    void unsetTls(Tls gone) {
        network.dropTls(gone);
    }

    @Override
    public boolean takesBinary() {
        return true;
    }

    @Override
    public CompletionStage<List<Outcome>> deliver(Delivery delivery) {
        try {
            Terms terms = terms(delivery);
            return attempt(new Attempt(delivery, terms, search(delivery, terms), surroundings));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(delivery.all(Outcome.deferred("4.3.5", e.getMessage())));
        } catch (UnusableProgramException e) {
            return CompletableFuture.completedFuture(delivery.all(e.outcome()));
        }
    }

    private CompletionStage<List<Outcome>> attempt(Attempt attempt) {
        attempts.add(attempt);
        attempt.result().whenComplete((outcomes, trouble) -> {
            attempts.remove(attempt);
            if (trouble != null) { // cancelled: who asked for it no longer waits
                attempt.stop(true, GIVEN_UP);
            }
        });
        // In this order: either we see that it stops, or it sees the attempt.
        if (stopping) {
            attempt.stop(true, STOPPED);
        } else {
            attempt.start();
        }
        return attempt.result();
    }

    private Terms terms(Delivery delivery) {
        Terms terms = Terms.of(delivery, settings.terms());
        return LocalServers.isFor(delivery) ? terms.withinThisMachine() : terms;
    }

    private Search search(Delivery delivery, Terms terms) throws UnusableProgramException {
        Optional<Candidate> local = locals.of(delivery);
        if (local.isPresent()) {
            return new OneServer(local.get());
        }
        NextHops route = NextHops.of(delivery);
        AddressOrder order = new AddressOrder(bound -> ThreadLocalRandom.current().nextInt(bound),
                server -> pool.hasIdle(ConnectionKey.of(terms, server)));
        return new ServerSearch(route, names, OurNames.of(delivery, addresses), order, network, settings.search());
    }

    @Override
    public Optional<Itinerary> itinerary(Delivery delivery) {
        List<Itinerary.Stop> stops = new ArrayList<>();
        try {
            Search search = search(delivery, terms(delivery));
            Optional<Candidate> next = search.next().get(ITINERARY_LIMIT.toSeconds(), TimeUnit.SECONDS);
            while (next.isPresent()) {
                RemoteServer server = next.get().server();
                stops.add(new Itinerary.Stop(server.host(), server.address(), server.port(), next.get().reason()));
                next = search.next().get(ITINERARY_LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            return Optional.of(new Itinerary(stops, search.trouble()));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Itinerary(stops, Optional.of(Outcome.deferred("4.3.5", e.getMessage()))));
        } catch (UnusableProgramException e) {
            return Optional.of(new Itinerary(stops, Optional.of(e.outcome())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of(new Itinerary(stops,
                    Optional.of(Outcome.deferred("4.3.0", "names were not found: " + OneLine.of(e)))));
        }
    }

    /** What waits or has only begun is deferred at once; what sends its message or waits for the verdict is given some time. */
    @Deactivate
    void stop() {
        stopping = true;
        CompletableFuture<Void> closed = pool.close();
        attempts.forEach(attempt -> attempt.stop(false, STOPPED));
        await(CompletableFuture.allOf(attempts.stream().map(Attempt::result).toArray(CompletableFuture<?>[]::new)), grace);
        attempts.forEach(attempt -> attempt.stop(true, STOPPED));
        await(closed, STOP_QUIT);
        locals.close();
        network.close(STOP_THREADS);
    }

    private static void await(CompletableFuture<Void> all, Duration limit) {
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // What is not over now is ended by the caller.
        }
    }
}
