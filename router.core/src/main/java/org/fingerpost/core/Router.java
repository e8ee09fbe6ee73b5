package org.fingerpost.core;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.dispatch.Dispatcher;
import org.fingerpost.core.dispatch.Postman;
import org.fingerpost.core.dsn.ReturnToSender;
import org.fingerpost.core.policy.PolicyRegistry;
import org.fingerpost.core.queue.Queue;
import org.fingerpost.core.queue.QueueOperations;
import org.fingerpost.core.queue.RetrySchedule;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.submit.RouterPostOffice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.LoggerFactory;

/**
 * The router: puts the hops together around one queue store. It is there when a policy is in use and a store is open; another
 * store makes another router. Enabled by the first generation of the policy.
 */
@Component(service = {PostOffice.class, QueueControl.class}, configurationPid = Router.PID, enabled = false, immediate = true)
@Designate(ocd = Router.Config.class)
public final class Router implements PostOffice, QueueControl {

    static final String PID = "queue";
    private static final SettingsReader SETTINGS = new SettingsReader(PID, LoggerFactory.getLogger(Router.class)::error);
    private static final RetrySchedule DEFAULT_RETRY = new RetrySchedule(
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1)),
            Duration.ofHours(4), Duration.ofDays(5));

    /** {@code etc/queue.cfg}. Numbers are texts here, so that a bad one costs that setting alone and not the router. */
    @ObjectClassDefinition(id = Router.PID, name = "Queue", description = "When and how queued mail is tried")
    public @interface Config {

        @AttributeDefinition(description =
                "Delays before the second, the third ... attempt; the last one repeats. Each is varied by a tenth.")
        String retry() default "1m, 5m, 15m, 1h";

        @AttributeDefinition(description =
                "A sender is told, once, of recipients that could not be reached for so long; 0s: never.")
        String warn() default "4h";

        @AttributeDefinition(name = "return",
                description = "A recipient that could not be reached for so long is returned to the sender.")
        String return$() default "5d";

        @AttributeDefinition(type = AttributeType.INTEGER,
                description = "Threads that expand and route; 1 to 64. Takes effect when the router starts.")
        String workers() default "4";

        @AttributeDefinition(type = AttributeType.INTEGER,
                description = "Messages that may be worked on at once; 1 to 100000. Takes effect when the router starts.")
        String max_active() default "2000";

        @AttributeDefinition(description =
                "An attempt whose mailer gives no sign of life for so long is given up and made again later. "
                + "Takes effect when the router starts.")
        String attempt_timeout() default "15m";

        @AttributeDefinition(type = AttributeType.INTEGER,
                description = "Threads for each mailer that blocks; 1 to 1000. Takes effect when the router starts.")
        String mailer_threads() default "20";
    }

    private final Services services;
    private final Dispatcher dispatcher;
    private final Postman postman;
    private final Queue queue;
    private final PostOffice postOffice;
    private final QueueControl operations;

    @Activate
    public Router(@Reference PolicyRegistry policies, @Reference Services services, @Reference Startup startup,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) QueueStore store, Config config) throws IOException {
        Clock clock = Clock.systemUTC();
        this.services = services;
        this.dispatcher = new Dispatcher(services,
                SETTINGS.duration("attempt.timeout", config.attempt_timeout(), Duration.ZERO, Duration.ofMinutes(15)),
                SETTINGS.number("mailer.threads", config.mailer_threads(), 1, 1000, 20));
        this.postman = new Postman(policies, dispatcher, store, new ReturnToSender(this::office,
                id -> store.load(id).isPresent(), clock), schedule(config, DEFAULT_RETRY), clock);
        this.queue = new Queue(store, postman, clock, SETTINGS.number("workers", config.workers(), 1, 64, 4),
                SETTINGS.number("max.active", config.max_active(), 1, 100_000, 2000));
        this.postOffice = new RouterPostOffice(policies::pin, services, queue, clock);
        this.operations = new QueueOperations(queue, store, clock);
        try {
            queue.open();
        } catch (IOException e) {
            startup.failed("the queue cannot be read: " + e.getMessage());
            dispatcher.close();
            throw e;
        }
        services.addListener(queue);
    }

    @Modified
    public void modified(Config config) {
        postman.setRetry(schedule(config, postman.retry()));
    }

    @Deactivate
    public void deactivate() {
        services.removeListener(queue);
        queue.close();
        dispatcher.close();
    }

    private PostOffice office() {
        return postOffice;
    }

    private static RetrySchedule schedule(Config config, RetrySchedule last) {
        return new RetrySchedule(SETTINGS.value("retry", config.retry(), last.delays(), Durations::parseList),
                SETTINGS.duration("warn", config.warn(), Duration.ZERO, last.warning()),
                SETTINGS.duration("return", config.return$(), Duration.ZERO, last.lifetime()));
    }

    // ---- PostOffice

    @Override
    public String hostName() {
        return postOffice.hostName();
    }

    @Override
    public long maxMessageBytes() {
        return postOffice.maxMessageBytes();
    }

    @Override
    public boolean offersReceipts() {
        return postOffice.offersReceipts();
    }

    @Override
    public Admission admit(Origin origin) {
        return postOffice.admit(origin);
    }

    @Override
    public Transaction begin(Origin origin, Admission admission) {
        return postOffice.begin(origin, admission);
    }

    @Override
    public Verdict verify(Origin origin, String address) {
        return postOffice.verify(origin, address);
    }

    @Override
    public List<Prospect> prospects(Origin origin, List<String> addresses) {
        return postOffice.prospects(origin, addresses);
    }

    // ---- QueueControl

    @Override
    public int size() {
        return operations.size();
    }

    @Override
    public Stream<Entry> list() {
        return operations.list();
    }

    @Override
    public Optional<Entry> show(QueueId id) {
        return operations.show(id);
    }

    @Override
    public int retry(BiPredicate<Job, JobRecipient> wanted) {
        return operations.retry(wanted);
    }

    @Override
    public boolean hold(QueueId id) {
        return operations.hold(id);
    }

    @Override
    public boolean release(QueueId id) {
        return operations.release(id);
    }

    @Override
    public boolean remove(QueueId id) {
        return operations.remove(id);
    }
}
