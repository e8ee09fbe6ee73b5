package org.fingerpost.core.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.instance.SettingsReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits as {@code etc/load.cfg} has them now. Any thread. */
@Component(service = LoadLimits.class, configurationPid = LoadLimits.PID)
@Designate(ocd = LoadLimits.Config.class)
public final class LoadLimits {

    static final String PID = "load";
    private static final Logger LOG = LoggerFactory.getLogger(LoadLimits.class);
    private static final SettingsReader SETTINGS = new SettingsReader(PID, LOG::error);

    /** {@code etc/load.cfg}. Numbers are texts here, so that a bad one costs that setting alone. */
    @ObjectClassDefinition(id = LoadLimits.PID, name = "Load limits", description = "When mail waits and when it is refused")
    public @interface Config {

        @AttributeDefinition(type = AttributeType.LONG,
                description = "Messages in the queue from which on first attempts wait; 0: never.")
        String queue_defer() default "0";

        @AttributeDefinition(type = AttributeType.LONG,
                description = "Messages in the queue from which on SMTP clients are told to come again; 0: never.")
        String queue_refuse() default "0";

        @AttributeDefinition(type = AttributeType.INTEGER,
                description = "Percent of the heap in use after collection from which on first attempts wait; 0: never.")
        String heap_defer() default "85";

        @AttributeDefinition(type = AttributeType.INTEGER,
                description = "Percent of the heap in use after collection from which on SMTP clients are sent away; 0: never.")
        String heap_refuse() default "95";

        @AttributeDefinition(description =
                "Bytes; with less free on the store's disk mail is refused; 0: never; empty: twice what the store leaves free.")
        String disk_refuse() default "";

        @AttributeDefinition(type = AttributeType.LONG,
                description = "With fewer inodes free on the store's disk mail is refused; 0: never.")
        String inodes_refuse() default "1000";

        @AttributeDefinition(type = AttributeType.INTEGER,
                description = "Load average of the machine from which on first attempts wait; 0: never.")
        String average_defer() default "0";

        @AttributeDefinition(type = AttributeType.INTEGER,
                description = "Load average of the machine from which on SMTP clients are sent away; 0: never.")
        String average_refuse() default "0";
    }

    private volatile Map<Measure, Limit> limits = Map.of(Measure.HEAP, new Limit(85, 95), Measure.INODES, new Limit(0, 1000));
    private volatile Optional<Long> diskRefuse = Optional.empty();

    @Activate
    @Modified
    public void configure(Config config) {
        Map<Measure, Limit> read = new EnumMap<>(Measure.class);
        read.put(Measure.QUEUE, new Limit(number("queue.defer", config.queue_defer(), last(Measure.QUEUE).defer()),
                number("queue.refuse", config.queue_refuse(), last(Measure.QUEUE).refuse())));
        read.put(Measure.HEAP, new Limit(percent("heap.defer", config.heap_defer(), last(Measure.HEAP).defer()),
                percent("heap.refuse", config.heap_refuse(), last(Measure.HEAP).refuse())));
        read.put(Measure.INODES, new Limit(0, number("inodes.refuse", config.inodes_refuse(), last(Measure.INODES).refuse())));
        read.put(Measure.LOAD_AVERAGE,
                new Limit(number("average.defer", config.average_defer(), last(Measure.LOAD_AVERAGE).defer()),
                        number("average.refuse", config.average_refuse(), last(Measure.LOAD_AVERAGE).refuse())));
        limits = read;
        diskRefuse = config.disk_refuse().isBlank() ? Optional.empty()
                : Optional.of(SETTINGS.number("disk.refuse", config.disk_refuse(), 0L, Long.MAX_VALUE, diskRefuse.orElse(0L)));
    }

    private Limit last(Measure measure) {
        return limits.getOrDefault(measure, Limit.NONE);
    }

    private static long number(String key, String setting, double last) {
        return SETTINGS.number(key, setting, 0L, Long.MAX_VALUE, (long) last);
    }

    private static long percent(String key, String setting, double last) {
        return SETTINGS.number(key, setting, 0L, 100L, (long) last);
    }

    /** The limit of a measure, but for the disk's. */
    Limit of(Measure measure) {
        return last(measure);
    }

    /** Octets to be free on the disk; empty if the store says how much it needs. */
    Optional<Long> diskRefuse() {
        return diskRefuse;
    }
}
