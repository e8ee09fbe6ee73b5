package org.fingerpost.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The running framework with the bundles of the installation. Methods may be called on any thread, {@link #start} once. */
final class Router {

    /** The bundle that all others log by. */
    private static final String LOG_API = "slf4j.api";

    private final Framework framework;
    private final BundleSet bundles;
    private final RouterLog log;
    private final StartReport report;

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
        bundles().stream().filter(bundle -> LOG_API.equals(bundle.getSymbolicName())).findFirst().ifPresent(log::connect);
    }

    private void heard(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            log.log(RouterLog.Level.ERROR, "felix", event.getBundle().getSymbolicName() + ": " + reason(event.getThrowable()), null);
        }
    }

    private List<String> whatIsMissing(Duration limit) {
        List<String> lines = new ArrayList<>();
        lines.add("not ready after " + limit.toSeconds() + " s: no word from the listeners: " + String.join(", ", report.missing()));
        bundles().stream().filter(bundle -> !isUp(bundle)).forEach(bundle ->
                lines.add("bundle " + bundle.getSymbolicName() + " " + bundle.getVersion() + " is " + state(bundle)));
        return lines;
    }

    private List<Bundle> bundles() {
        BundleContext context = framework.getBundleContext();
        return context == null ? List.of() : List.of(context.getBundles());
    }

    /** Fragments are never more than resolved. A bundle that waits for its first use counts as active. */
    private static boolean isUp(Bundle bundle) {
        boolean fragment = bundle.getHeaders("").get("Fragment-Host") != null;
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

    /** Felix's messages are long and end with what matters; they come on one line. */
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
