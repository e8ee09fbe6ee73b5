package org.fingerpost.core.destination;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.instance.SettingsReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file {@code etc/destination-NAME.cfg}, for as long as it is there. A key that begins with the name of a mailer and a dot
 * ({@code smtp.tls}) is that mailer's: it is handed on unread.
 */
@Component(service = DestinationFile.class, configurationPid = DestinationFile.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DestinationFile.Config.class, factory = true)
public final class DestinationFile {

    /** Of the factory: each file has one of its own. */
    public static final String PID = "destination";
    private static final Logger LOG = LoggerFactory.getLogger(DestinationFile.class);
    private static final String FILE_NAME = "felix.fileinstall.filename";
    private static final String SERVICE_PID = "service.pid";
    /** Of keys with a dot that are no mailer's: our own, and those that the container puts in. */
    private static final Set<String> NO_MAILERS = Set.of("warn", "return", "service", "component", "felix", "config", "osgi");

    /** {@code etc/destination-NAME.cfg}. What is empty is inherited. */
    @ObjectClassDefinition(id = DestinationFile.PID, name = "Destination", description = "How some destinations are treated")
    public @interface Config {

        @AttributeDefinition(description = "The mailer that is meant, by the name that the policy gives it; empty for any.")
        String mailer() default "";

        @AttributeDefinition(description = "The host that is meant, as the rules give it; *.domain for each below; * for any.")
        String host() default "";

        @AttributeDefinition(description = "Attempts at once for one host; 1 to 10000.")
        String concurrency() default "";

        @AttributeDefinition(description = "Attempts that may begin in some time, such as 100/1m; none: any number.")
        String rate() default "";

        @AttributeDefinition(description = "Delays before the second, the third ... attempt; the last one repeats.")
        String retry() default "";

        @AttributeDefinition(description = "When a sender is told that a recipient was not reached yet; 0s: never.")
        String warn() default "";

        @AttributeDefinition(description = "The same for urgent messages.")
        String warn_urgent() default "";

        @AttributeDefinition(description = "The same for messages that are not urgent.")
        String warn_non$_$urgent() default "";

        @AttributeDefinition(description = "The same for reports.")
        String warn_dsn() default "";

        @AttributeDefinition(name = "return", description = "When a recipient that was never reached is returned.")
        String return$() default "";

        @AttributeDefinition(description = "The same for urgent messages.")
        String return_urgent() default "";

        @AttributeDefinition(description = "The same for messages that are not urgent.")
        String return_non$_$urgent() default "";

        @AttributeDefinition(description = "The same for reports.")
        String return_dsn() default "";
    }

    private final String name;
    private final String pid;
    private final SettingsReader settings;
    private Said<DestinationPattern> pattern = Said.nothing();
    private Said<Integer> concurrency = Said.nothing();
    private Said<Optional<Rate>> rate = Said.nothing();
    private Said<List<Duration>> retry = Said.nothing();
    private SaidTimeouts warn = SaidTimeouts.NOTHING;
    private SaidTimeouts returns = SaidTimeouts.NOTHING;
    private Map<String, String> ofMailers = Map.of();

    @Activate
    public DestinationFile(Config config, Map<String, Object> properties) {
        this(name(properties), String.valueOf(properties.get(SERVICE_PID)), config, properties);
    }

    DestinationFile(String name, String pid, Config config, Map<String, Object> properties) {
        this.name = name;
        this.pid = pid;
        this.settings = new SettingsReader(name, LOG::error);
        modified(config, properties);
    }

    /** Of the file without its ending; of a configuration from elsewhere its PID. */
    private static String name(Map<String, Object> properties) {
        String path = String.valueOf(properties.getOrDefault(FILE_NAME, properties.get(SERVICE_PID)));
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.cfg$", "");
    }

    @Modified
    public void modified(Config config, Map<String, Object> properties) {
        read(config, ofMailers(properties));
    }

    private static Map<String, String> ofMailers(Map<String, Object> properties) {
        Map<String, String> found = new TreeMap<>();
        properties.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot > 0 && !NO_MAILERS.contains(key.substring(0, dot))) {
                found.put(key, String.valueOf(value).strip());
            }
        });
        return found;
    }

    private synchronized void read(Config config, Map<String, String> unread) {
        ofMailers = unread;
        concurrency = settings.value("concurrency", config.concurrency(), concurrency,
                text -> Said.parse(text, DestinationKeys::concurrency));
        rate = settings.value("rate", config.rate(), rate, text -> Said.parse(text, DestinationKeys::rate));
        retry = settings.value("retry", config.retry(), retry, text -> Said.parse(text, Durations::parseList));
        warn = SaidTimeouts.read(settings, "warn", ending -> switch (ending) {
            case "urgent" -> config.warn_urgent();
            case "non-urgent" -> config.warn_non$_$urgent();
            case "dsn" -> config.warn_dsn();
            default -> config.warn();
        }, warn);
        returns = SaidTimeouts.read(settings, "return", ending -> switch (ending) {
            case "urgent" -> config.return_urgent();
            case "non-urgent" -> config.return_non$_$urgent();
            case "dsn" -> config.return_dsn();
            default -> config.return$();
        }, returns);
        pattern = pattern(config);
    }

    private Said<DestinationPattern> pattern(Config config) {
        String host = config.host();
        String mailer = config.mailer();
        boolean empty = host.isBlank() && mailer.isBlank();
        if (empty && (saysTimes() || concurrency.value().isPresent() || rate.value().isPresent() || retry.value().isPresent()
                || !ofMailers.isEmpty())) {
            LOG.warn("{}: host: neither a host nor a mailer is named, so the file says nothing; * is any host", name);
        }
        return empty ? Said.nothing() : settings.value("host", host, pattern, text ->
                new Said<>(Optional.of(DestinationPattern.of(mailer, text)), mailer + " " + host));
    }

    private boolean saysTimes() {
        return !warn.timeouts().equals(Timeouts.NONE) || !returns.timeouts().equals(Timeouts.NONE);
    }

    /** That of its configuration. */
    String pid() {
        return pid;
    }

    /** Empty if it says nothing of any destination. */
    synchronized Optional<DestinationKeys> keys() {
        return pattern.value().map(meant -> new DestinationKeys(name, meant, concurrency.value(), rate.value(), retry.value(),
                new QueueTimeouts(warn.timeouts(), returns.timeouts()), ofMailers));
    }
}
