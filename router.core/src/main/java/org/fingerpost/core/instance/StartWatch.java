package org.fingerpost.core.instance;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.core.destination.DestinationFile;
import org.fingerpost.core.destination.DestinationRegistry;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the {@linkplain StartComplete start is complete}: when the framework has started all bundles, and each configuration
 * of a destination is in the registry. A component has its own settings from its first moment on; those of destinations are
 * components themselves, which come one by one. What does not come within {@link #LIMIT} is named in the log and no longer
 * waited for. One thread, {@code start-watch}, which ends then.
 */
@Component(service = {}, immediate = true)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.fingerpost.core.instance.StartComplete\"")
public final class StartWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StartWatch.class);
    /** For each of the two: the launcher gives up after 60 s. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CompletableFuture<Void> bundles;
    private final Callable<Set<String>> configured;
    private final DestinationRegistry destinations;
    private final Duration limit;
    private final Runnable complete;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(new DaemonThreads("start-watch"));
    private Runnable end = () -> { };

    @Activate
    public StartWatch(BundleContext context, @Reference ConfigurationAdmin configurations,
            @Reference DestinationRegistry destinations) {
        this(new CompletableFuture<>(), () -> destinationPids(configurations), destinations, LIMIT, new Announcement(context));
        FrameworkListener listener = event -> {
            if (event.getType() == FrameworkEvent.STARTED) {
                bundles.complete(null);
            }
        };
        context.addFrameworkListener(listener);
        if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE) {
            bundles.complete(null);
        }
        end = () -> {
            context.removeFrameworkListener(listener);
            ((Announcement) complete).withdraw();
        };
    }

    /**
     * @param bundles    completes when all have been started
     * @param configured the PIDs of the destinations that there are settings of
     * @param complete   is run once, at the end
     */
    StartWatch(CompletableFuture<Void> bundles, Callable<Set<String>> configured, DestinationRegistry destinations,
            Duration limit, Runnable complete) {
        this.bundles = bundles;
        this.configured = configured;
        this.destinations = destinations;
        this.limit = limit;
        this.complete = complete;
        thread.execute(this::watch);
        thread.shutdown();
    }

    private void watch() {
        try {
            awaitBundles();
            awaitDestinations();
            complete.run();
        } catch (InterruptedException e) {
            return; // the router ends before it has begun
        }
    }

    private void awaitBundles() throws InterruptedException {
        try {
            bundles.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("after {} s not all bundles have been started; mail is not kept waiting for them", limit.toSeconds());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
        }
    }

    private void awaitDestinations() throws InterruptedException {
        try {
            Set<String> missing = destinations.awaitFiles(configured.call(), limit);
            if (!missing.isEmpty()) {
                LOG.error("settings of destinations do not apply after {} s, and mail goes there without: {}", limit.toSeconds(),
                        missing);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("it is not known which settings of destinations there are", e);
        }
    }

    private static Set<String> destinationPids(ConfigurationAdmin configurations) throws IOException, InvalidSyntaxException {
        Configuration[] found = configurations.listConfigurations(
                "(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=" + DestinationFile.PID + ")");
        return found == null ? Set.of() : Arrays.stream(found).map(Configuration::getPid)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Deactivate
    public void deactivate() {
        thread.shutdownNow();
        end.run();
    }

    /** The service, from when the start is complete until this component goes. */
    private static final class Announcement implements Runnable {

        private final BundleContext context;
        private ServiceRegistration<StartComplete> registration;
        private boolean withdrawn;

        Announcement(BundleContext context) {
            this.context = context;
        }

        @Override
        public void run() {
            ServiceRegistration<StartComplete> made = context.registerService(StartComplete.class, new StartComplete(), null);
            synchronized (this) {
                registration = made;
                if (!withdrawn) {
                    return;
                }
            }
            made.unregister();
        }

        void withdraw() {
            ServiceRegistration<StartComplete> made;
            synchronized (this) {
                withdrawn = true;
                made = registration;
                registration = null;
            }
            if (made != null) {
                made.unregister();
            }
        }
    }
}
