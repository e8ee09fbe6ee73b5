package org.fingerpost.filter.dnsbl;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.filter.Filter;
import org.fingerpost.api.filter.FilterName;
import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.Networks;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.mail.Origin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filter as a service; it has nothing to say while there are no lists. Any thread. */
@Component(service = Filter.class, configurationPid = DnsblFilter.PID)
@FilterName(name = "dnsbl")
@Designate(ocd = DnsblConfig.class)
public final class DnsblFilter implements Filter {

    static final String PID = "filter.dnsbl";

    private static final Logger LOG = LoggerFactory.getLogger(DnsblFilter.class);
    private static final SettingsReader SETTINGS = new SettingsReader(PID, LOG::error);
    /** Questions that are under way and that wait; further ones are not asked. */
    private static final int THREADS = 16;
    private static final int MAX_WAITING = 1000;

    /** The settings, checked. */
    record Terms(List<Listing> lists, int threshold, Duration timeout, Networks exempt, String reply) {
    }

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING), new DaemonThreads("filter.dnsbl"));
    private volatile Resolver resolver;
    private volatile Terms terms = new Terms(List.of(), 1, Duration.ofSeconds(10), Networks.NONE, "");

    @Activate
    public DnsblFilter(DnsblConfig config) {
        threads.allowCoreThreadTimeOut(true);
        configure(config);
    }

    @Modified
    void configure(DnsblConfig config) {
        Terms last = terms;
        terms = new Terms(
                SETTINGS.value("lists", config.lists(), last.lists, texts -> Listing.parseAll(String.join(",", texts))),
                SETTINGS.number("threshold", config.threshold(), 1, 10_000, last.threshold),
                SETTINGS.duration("timeout", config.timeout(), Duration.ofMillis(1), last.timeout),
                SETTINGS.value("exempt", config.exempt(), last.exempt, texts -> Networks.parse(String.join(",", texts))),
                config.reply());
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindResolver(Resolver one) {
        resolver = one;
    }

    void unbindResolver(Resolver one) {
        if (resolver == one) {
            resolver = null;
        }
    }

    @Deactivate
    void close() {
        threads.shutdown();
    }

    @Override
    public FilterSession begin(Origin client) {
        Terms now = terms;
        Resolver asked = resolver;
        if (now.lists.isEmpty() || asked == null || client.address().isEmpty() || now.exempt.hold(client.address())) {
            return FilterSession.INDIFFERENT;
        }
        try {
            InetAddress address = InetAddress.getByName(client.address()); // no name: nobody is asked
            return new DnsblSession(address, client.address(), now, new Questions(asked, threads, now.timeout));
        } catch (UnknownHostException e) {
            return FilterSession.INDIFFERENT;
        }
    }
}
