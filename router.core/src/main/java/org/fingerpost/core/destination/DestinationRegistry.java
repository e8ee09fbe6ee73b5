package org.fingerpost.core.destination;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.core.settings.QueueConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings by destination as the files say now: {@code etc/queue.cfg} for all, {@code etc/destination-NAME.cfg} for some.
 * Any thread.
 */
@Component(service = {DestinationRegistry.class, SettingsByDestination.class}, configurationPid = QueueConfig.PID)
public final class DestinationRegistry implements SettingsByDestination {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationRegistry.class);
    private static final SettingsReader SETTINGS = new SettingsReader(QueueConfig.PID, LOG::error);
    private static final List<Duration> RETRY = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1));
    private static final int CONCURRENCY = 20;
    private static final DestinationSettings DEFAULTS = new DestinationSettings(QueueConfig.PID, CONCURRENCY, Optional.empty(),
            new RetrySchedule(RETRY), QueueTimeouts.NONE,
            new QueueTimeouts(Timeouts.of(Duration.ofHours(4)), Timeouts.of(Duration.ofDays(5))));

    private final Set<DestinationFile> files = new LinkedHashSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private DestinationSettings general = DEFAULTS;
    private SaidTimeouts warn = said(DEFAULTS.general().warning());
    private SaidTimeouts returns = said(DEFAULTS.general().lifetime());
    private volatile DestinationTable table = new DestinationTable(DEFAULTS, List.of());

    @Activate
    @Modified
    public synchronized void configure(QueueConfig config) {
        warn = SaidTimeouts.read(SETTINGS, "warn", ending -> switch (ending) {
            case "urgent" -> config.warn_urgent();
            case "non-urgent" -> config.warn_non$_$urgent();
            case "dsn" -> config.warn_dsn();
            default -> config.warn();
        }, warn);
        returns = SaidTimeouts.read(SETTINGS, "return", ending -> switch (ending) {
            case "urgent" -> config.return_urgent();
            case "non-urgent" -> config.return_non$_$urgent();
            case "dsn" -> config.return_dsn();
            default -> config.return$();
        }, returns);
        general = new DestinationSettings(QueueConfig.PID,
                SETTINGS.value("concurrency", config.concurrency(), general.concurrency(), DestinationKeys::concurrency),
                SETTINGS.value("rate", config.rate(), general.rate(), DestinationKeys::rate),
                new RetrySchedule(SETTINGS.value("retry", config.retry(), general.retry().delays(), Durations::parseList)),
                QueueTimeouts.NONE, new QueueTimeouts(orElse(warn, DEFAULTS.general().warning()),
                        orElse(returns, DEFAULTS.general().lifetime())));
        rebuild();
    }

    private static SaidTimeouts said(Timeouts timeouts) {
        Duration any = timeouts.any().orElseThrow();
        return new SaidTimeouts(new Said<>(Optional.of(any), Durations.format(any)), Map.of());
    }

    /** There is a time for each class, even if the key is empty. */
    private static Timeouts orElse(SaidTimeouts said, Timeouts otherwise) {
        Timeouts read = said.timeouts();
        return new Timeouts(read.any().or(otherwise::any), read.byClass());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updatedFile")
    synchronized void addFile(DestinationFile file) {
        files.add(file);
        rebuild();
    }

    synchronized void removeFile(DestinationFile file) {
        files.remove(file);
        rebuild();
    }

    /** Called when its settings have changed. */
    synchronized void updatedFile(DestinationFile file) {
        rebuild();
    }

    /** Under the lock. */
    private void rebuild() {
        table = new DestinationTable(general, files.stream().flatMap(file -> file.keys().stream()).toList());
        notifyAll();
        listeners.forEach(Runnable::run);
    }

    /**
     * Waits until the files of these configurations apply.
     *
     * @param pids of the configurations
     * @return those that still do not when {@code limit} is over
     */
    public synchronized Set<String> awaitFiles(Set<String> pids, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Set<String> missing = missing(pids);
        for (long left = limit.toNanos(); !missing.isEmpty() && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            missing = missing(pids);
        }
        return missing;
    }

    private Set<String> missing(Set<String> pids) {
        Set<String> missing = new TreeSet<>(pids);
        files.forEach(file -> missing.remove(file.pid()));
        return missing;
    }

    @Override
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public DestinationSettings of(String mailer, String host) {
        return table.of(mailer, host);
    }
}
