package org.fingerpost.core;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueLoad;
import org.fingerpost.api.queue.QueueStore;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.Expansion;
import org.fingerpost.api.submit.Offers;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.destination.SettingsByDestination;
import org.fingerpost.core.dispatch.Dispatcher;
import org.fingerpost.core.dispatch.MessagePriority;
import org.fingerpost.core.dispatch.Postman;
import org.fingerpost.core.dsn.ReturnToSender;
import org.fingerpost.core.filter.Filters;
import org.fingerpost.core.instance.StartComplete;
import org.fingerpost.core.load.LoadGauges;
import org.fingerpost.core.load.LoadLimits;
import org.fingerpost.core.load.LoadMonitor;
import org.fingerpost.core.load.LoadState;
import org.fingerpost.core.metrics.MailMetrics;
import org.fingerpost.core.policy.PolicyRegistry;
import org.fingerpost.core.queue.Queue;
import org.fingerpost.core.queue.QueueOperations;
import org.fingerpost.core.queue.TurnRequests;
import org.fingerpost.core.request.Terms;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.settings.QueueConfig;
import org.fingerpost.core.submit.RouterPostOffice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.LoggerFactory;

/**
 * The router: puts the hops together around one queue store. It is there when a policy is in use and a store is open; another
 * store makes another router. Enabled by the first generation of the policy; it neither takes mail nor begins an attempt before
 * the {@linkplain StartComplete start is complete}.
 */
@Component(service = {PostOffice.class, QueueControl.class, QueueLoad.class}, configurationPid = QueueConfig.PID,
        enabled = false, immediate = true)
@Designate(ocd = QueueConfig.class)
public final class Router implements PostOffice, QueueControl, QueueLoad {

    private static final SettingsReader SETTINGS =
            new SettingsReader(QueueConfig.PID, LoggerFactory.getLogger(Router.class)::error);

    private final Services services;
    private final Dispatcher dispatcher;
    private final Queue queue;
    private final PolicyRegistry policies;
    private final SettingsByDestination destinations;
    private final Runnable policyListener;
    private final Runnable settingsListener;
    private final PostOffice postOffice;
    private final QueueOperations operations;
    private final LoadMonitor loadMonitor;
    private final TurnRequests turnRequests;

    @Activate
    public Router(@Reference PolicyRegistry policies, @Reference Services services, @Reference Startup startup,
            @Reference SettingsByDestination destinations, @Reference LoadLimits loadLimits, @Reference Terms terms,
            @Reference Filters filters, @Reference StartComplete startComplete,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) QueueStore store, QueueConfig config) throws IOException {
        Clock clock = Clock.systemUTC();
        this.services = services;
        this.policies = policies;
        this.destinations = destinations;
        this.dispatcher = new Dispatcher(services, destinations,
                SETTINGS.duration("attempt.timeout", config.attempt_timeout(), Duration.ZERO, Duration.ofMinutes(15)),
                SETTINGS.number("mailer.threads", config.mailer_threads(), 1, 1000, 20));
        Postman postman = new Postman(policies::pin, dispatcher, store,
                new ReturnToSender(this::office, id -> store.load(id).isPresent(), clock), destinations, clock);
        this.queue = new Queue(store, postman, clock, destinations, new MessagePriority(policies::pin),
                SETTINGS.number("workers", config.workers(), 1, 64, 4),
                SETTINGS.number("max.active", config.max_active(), 1, 100_000, 2000));
        this.policyListener = queue::policyChanged;
        this.settingsListener = queue::settingsChanged;
        this.operations = new QueueOperations(queue, store, clock);
        this.loadMonitor = new LoadGauges(loadLimits, policies::pin, store, operations::size).monitor();
        this.turnRequests = new TurnRequests(queue, store, clock);
        this.postOffice = new RouterPostOffice(policies::pin, services, queue, loadMonitor::state, terms,
                turnRequests::request, clock, filters::begin);
        try {
            queue.open();
        } catch (IOException e) {
            startup.failed("the queue cannot be read: " + e.getMessage());
            dispatcher.close();
            loadMonitor.close();
            throw e;
        }
        loadMonitor.start();
        services.addListener(queue);
        policies.addListener(policyListener);
        destinations.addListener(settingsListener);
        MailMetrics.watchQueue(operations::size, operations::active);
    }

    /** Nothing: these settings are for the next start, and the router goes on. */
    @Modified
    public void modified(QueueConfig config) {
    }

    @Deactivate
    public void deactivate() {
        destinations.removeListener(settingsListener);
        policies.removeListener(policyListener);
        services.removeListener(queue);
        loadMonitor.close();
        turnRequests.close();
        queue.close();
        dispatcher.close();
    }

    private PostOffice office() {
        return postOffice;
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
    public Offers offers(Origin origin) {
        return postOffice.offers(origin);
    }

    @Override
    public Admission admit(Origin origin) {
        return postOffice.admit(origin);
    }

    @Override
    public Admission admit(Origin origin, Arrival arrival) {
        return postOffice.admit(origin, arrival);
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
    public Expansion expand(Origin origin, String name) {
        return postOffice.expand(origin, name);
    }

    @Override
    public Verdict turn(Origin origin, String node) {
        return postOffice.turn(origin, node);
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
    public boolean isComplete() {
        return operations.isComplete();
    }

    @Override
    public Stream<Entry> list(Selector which) {
        return operations.list(which);
    }

    @Override
    public Optional<Entry> show(QueueId id) {
        return operations.show(id);
    }

    @Override
    public List<DestinationState> destinations(int atMost) {
        return operations.destinations(atMost);
    }

    @Override
    public Tally hold(Selector which, Order order) {
        return operations.hold(which, order);
    }

    @Override
    public Tally release(Selector which, Order order) {
        return operations.release(which, order);
    }

    @Override
    public Tally retry(Selector which, Order order) {
        return operations.retry(which, order);
    }

    @Override
    public Tally requeue(Selector which, Order order) {
        return operations.requeue(which, order);
    }

    @Override
    public Tally remove(Selector which, Order order) {
        return operations.remove(which, order);
    }

    // ---- QueueLoad

    @Override
    public QueueLoad.State load() {
        LoadState state = loadMonitor.state();
        return new QueueLoad.State(state.level(), state.reasons());
    }
}
