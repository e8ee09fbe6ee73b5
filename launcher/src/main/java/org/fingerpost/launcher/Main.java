package org.fingerpost.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import sun.misc.Signal;

/** {@code fingerpost run}: makes the instance, checks its settings, runs the router until it is told to stop. */
public final class Main {

    /** What the start may take: a queue of a million messages is read in seconds. The property is in seconds. */
    private static final Duration START_LIMIT = Duration.ofSeconds(Long.getLong("fingerpost.start.timeout", 60));
    /** What a stop may take; what is under way then is tried again after the next start. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final RouterLog log = new RouterLog();
    /** Set by {@code main} once there is something to stop. */
    private volatile Router router;

    private Main() {
    }

    public static void main(String[] args) throws InterruptedException {
        Main main = new Main();
        try {
            main.run(Arguments.parse(List.of(args), System.getenv(), Path.of("").toAbsolutePath()));
            System.exit(ExitStatus.OK);
        } catch (StartRefused e) {
            e.lines().forEach(line -> System.err.println("fingerpost: " + line));
            main.log.printWaiting(System.err);
            System.exit(e.status());
        }
    }

    private void run(Arguments arguments) throws StartRefused, InterruptedException {
        Installation installation = Installation.at(System.getProperty(Installation.PROPERTY));
        Optional<Path> unreadable = arguments.policy().filter(policy -> !Files.isReadable(policy));
        if (unreadable.isPresent()) {
            throw new StartRefused(ExitStatus.NO_INPUT, "the policy " + unreadable.get() + " cannot be read");
        }
        InstanceFolder instance = new InstanceFolder(arguments.base());
        List<Path> copied = instance.make(installation.etc());
        InstanceLock lock = InstanceLock.take(instance, ProcessHandle.current().pid());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(lock), "stop"));
        exitOn("TERM");
        exitOn("INT");
        if (!copied.isEmpty()) {
            log.info("new in " + instance.base() + ", copied from the installation: " + copied);
        }
        JdkLogHandler.install(log);
        BundleSet bundles = checkedBundles(installation, instance);
        // For logback, which is configured before there is anybody to ask.
        System.setProperty("fingerpost.base", instance.base().toString());
        System.setProperty("logback.configurationFile", instance.etc().resolve("logback.xml").toString());
        router = new Router(bundles, FrameworkSettings.of(instance, arguments, bundles.highestLevel()), log);
        System.out.println(router.start(START_LIMIT));
        router.awaitEnd();
    }

    /** The bundles, after the instance's settings have been found to fit them. */
    private BundleSet checkedBundles(Installation installation, InstanceFolder instance) throws StartRefused {
        try {
            BundleSet bundles = BundleSet.in(installation.bundles());
            SettingsCheck check = SettingsCheck.of(instance, bundles.jars());
            check.warnings().forEach(log::warn);
            if (!check.errors().isEmpty()) {
                throw new StartRefused(ExitStatus.CONFIG, check.errors());
            }
            return bundles;
        } catch (IOException e) {
            throw new StartRefused(ExitStatus.SOFTWARE, "the installation is damaged: " + e.getMessage());
        }
    }

    /** The end of the process, whatever brought it about. */
    private void end(InstanceLock lock) {
        if (router != null && !router.stop(STOP_LIMIT)) {
            System.err.println("fingerpost: not everything has ended within " + STOP_LIMIT.toSeconds()
                    + " s; stopped all the same");
        }
        try {
            lock.close();
        } catch (IOException e) {
            System.err.println("fingerpost: run/pid cannot be removed: " + e.getMessage());
        }
    }

    /** To be asked to stop is no failure: without this the JVM's exit status would be that of a process that a signal killed. */
    private static void exitOn(String signal) {
        try {
            Signal.handle(new Signal(signal), received -> System.exit(ExitStatus.OK));
        } catch (IllegalArgumentException e) {
            // The JVM was told to leave signals alone (-Xrs); its operator knows how to stop it.
        }
    }
}
