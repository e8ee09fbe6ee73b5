package org.fingerpost.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** The running framework with the bundles of the installation. Methods may be called on any thread, {@link #start} once. */
final class Router {

    /** The bundle that all others log by. */
    private static final String LOG_API = "slf4j.api";

    private final Framework framework;
    private final BundleSet bundles;
    private final RouterLog log;
    private final StartReport report;
    /** Why a bundle did not start; bounded by the number of bundles. */
    private final Map<Bundle, String> troubles = new ConcurrentHashMap<>();

    Router(BundleSet bundles, Map<String, String> settings, RouterLog log) {
        Map<String, Object> configuration = new HashMap<>(settings);
        configuration.put("felix.log.logger", new FrameworkLogger(log));
        this.framework = newFramework(configuration);
        this.bundles = bundles;
        this.log = log;
        this.report = new StartReport(log);
    }

    /** Felix takes objects among its properties, which the generic type of the factory does not say. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Framework newFramework(Map configuration) {
        return ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(configuration);
    }

    /**
     * Starts everything and waits until the listeners take connections.
     *
     * @return the line {@code ready …}
     * @throws StartRefused if the start failed or took longer than {@code limit}
     */
    String start(Duration limit) throws StartRefused, InterruptedException {
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            new LogServiceBridge(context, log).open();
            context.addFrameworkListener(this::heard);
            context.registerService(BiConsumer.class, report, new Hashtable<>(Map.of("fingerpost.launcher", true)));
            bundles.install(context);
        } catch (BundleException e) {
            throw new StartRefused(ExitStatus.SOFTWARE, "the bundles cannot be installed: " + reason(e));
        }
        Thread starter = new Thread(this::startFramework, "framework-start");
        starter.setDaemon(true);
        starter.start();
        try {
            return report.await(limit.toSeconds());
        } catch (TimeoutException e) {
            throw new StartRefused(ExitStatus.SOFTWARE, whatIsMissing(limit));
        }
    }

    /** Returns when all start levels have been passed. */
    private void startFramework() {
        try {
            framework.start();
        } catch (BundleException e) {
            report.failed(ExitStatus.SOFTWARE, "the framework does not start: " + reason(e));
        }
        bundles().stream().filter(bundle -> bundle.getState() == Bundle.INSTALLED).forEach(this::explain);
        bundles().stream().filter(bundle -> LOG_API.equals(bundle.getSymbolicName())).findFirst().ifPresent(log::connect);
    }

    /** File Install keeps quiet about a bundle that was in {@code deploy/} before the start and does not resolve. */
    private void explain(Bundle bundle) {
        if (!framework.adapt(FrameworkWiring.class).resolveBundles(List.of(bundle))) {
            try {
                bundle.start(Bundle.START_TRANSIENT); // which cannot be, and says why
            } catch (BundleException e) {
                log.warn("bundle " + bundle.getSymbolicName() + " does not start: " + reason(e));
            }
        }
    }

    private void heard(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            troubles.put(event.getBundle(), reason(event.getThrowable())); // Felix logs it itself
        }
    }

    private List<String> whatIsMissing(Duration limit) {
        List<String> lines = new ArrayList<>();
        lines.add("not ready after " + limit.toSeconds() + " s: no word from the listeners: "
                + String.join(", ", report.missing()));
        bundles().stream().filter(bundle -> !isUp(bundle)).forEach(bundle ->
                lines.add("bundle " + bundle.getSymbolicName() + " " + bundle.getVersion() + " is " + state(bundle)
                        + (troubles.containsKey(bundle) ? ": " + troubles.get(bundle) : "")));
        return lines;
    }

    private List<Bundle> bundles() {
        BundleContext context = framework.getBundleContext();
        return context == null ? List.of() : List.of(context.getBundles());
    }

    /** Fragments are never more than resolved. */
    private static boolean isUp(Bundle bundle) {
        boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
        return bundle.getState() == Bundle.ACTIVE || fragment && bundle.getState() == Bundle.RESOLVED;
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "not resolved";
            case Bundle.RESOLVED -> "not started";
            case Bundle.STARTING -> "still starting";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }

    /** Felix's messages have several lines. */
    private static String reason(Throwable e) {
        return String.valueOf(e.getMessage() == null ? e : e.getMessage()).replaceAll("\\s+", " ");
    }

    /** Waits until the framework has been stopped, by {@link #stop} or by a bundle. */
    void awaitEnd() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops all bundles in the reverse order of their start. @return whether that was done within {@code limit} */
    boolean stop(Duration limit) {
        try {
            framework.stop();
            return framework.waitForStop(limit.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException | InterruptedException e) {
            return false;
        }
    }
}
