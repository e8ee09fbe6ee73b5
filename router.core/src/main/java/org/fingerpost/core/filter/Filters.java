package org.fingerpost.core.filter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.fingerpost.api.filter.Filter;
import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.core.services.Provided;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filters that are there now. Any thread. */
@Component(service = Filters.class, configurationPid = Filters.PID)
@Designate(ocd = FilterConfig.class)
public final class Filters {

    static final String PID = "filters";

    private static final Logger LOG = LoggerFactory.getLogger(Filters.class);
    private static final SettingsReader SETTINGS = new SettingsReader(PID, LOG::error);
    private static final int THREADS = 4;

    /**
     * What filters are held to.
     *
     * @param required names, in lower case
     */
    record Terms(Duration timeout, Duration messageTimeout, FailureMode failure, List<String> required) {
    }

    private final ConcurrentSkipListSet<Provided<Filter>> filters = new ConcurrentSkipListSet<>();
    private final ThreadPoolExecutor threads;
    private volatile Terms terms =
            new Terms(Duration.ofSeconds(30), Duration.ofMinutes(2), FailureMode.TEMPFAIL, List.of());

    @Activate
    public Filters(FilterConfig config) {
        this();
        configure(config);
    }

    /** With the default settings and no filters. */
    public Filters() {
        // The queue holds a session at most once.
        threads = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                new DaemonThreads("filters"), (task, ended) -> task.run());
        threads.allowCoreThreadTimeOut(true);
    }

    @Modified
    void configure(FilterConfig config) {
        Terms last = terms;
        Duration least = Duration.ofMillis(1);
        terms = new Terms(SETTINGS.duration("timeout", config.timeout(), least, last.timeout),
                SETTINGS.duration("message.timeout", config.message_timeout(), least, last.messageTimeout),
                SETTINGS.choice("failure", config.failure(), last.failure),
                names(String.join(",", config.required())));
    }

    private static List<String> names(String text) {
        return Stream.of(text.split("[,\\s]+")).filter(name -> !name.isEmpty()).map(name -> name.toLowerCase(Locale.ROOT))
                .distinct().toList();
    }

    @Deactivate
    public void close() {
        threads.shutdown();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindFilter(ServiceReference<Filter> reference, Filter filter) {
        filters.add(provided(reference, filter));
        LOG.info("filter {} is there, from {}", reference.getProperty("filter.name"), reference.getBundle());
    }

    public void unbindFilter(ServiceReference<Filter> reference, Filter filter) {
        filters.remove(provided(reference, filter));
        LOG.info("filter {} is gone", reference.getProperty("filter.name"));
    }

    private static Provided<Filter> provided(ServiceReference<Filter> reference, Filter filter) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        return new Provided<>(String.valueOf(reference.getProperty("filter.name")), filter,
                String.valueOf(reference.getBundle()), ranking instanceof Integer r ? r : 0,
                (Long) reference.getProperty(Constants.SERVICE_ID));
    }

    /** Adds one that is no service, for programs without a container. */
    void add(String name, int ranking, Filter filter) {
        filters.add(new Provided<>(name, filter, "(none)", ranking, filters.size()));
    }

    /** A client has connected: all filters of its session, as one. */
    public FilterSession begin(Origin client) {
        Terms now = terms;
        if (filters.isEmpty() && now.required.isEmpty()) {
            return FilterSession.INDIFFERENT;
        }
        Set<String> seen = new HashSet<>();
        List<Follower> followers = new ArrayList<>();
        for (Provided<Filter> filter : filters) {
            if (seen.add(filter.name().toLowerCase(Locale.ROOT))) {
                Follower follower = Follower.begin(filter, client);
                if (!follower.isIndifferent()) {
                    followers.add(follower);
                }
            }
        }
        now.required.stream().filter(name -> !seen.contains(name)).map(Follower::absent).forEach(followers::add);
        return followers.isEmpty() ? FilterSession.INDIFFERENT : new FilterChain(client, followers, now, threads);
    }
}
