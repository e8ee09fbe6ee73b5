package org.fingerpost.listener.control;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.submit.PostOffice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what the {@code sendmail} command left while no router ran. It is there only while mail can be taken, so that nothing
 * is tried in vain. Owns one thread, which alone touches the folders.
 */
@Component(service = {}, immediate = true, configurationPid = DropFolder.PID)
@Designate(ocd = DropFolder.Config.class)
public final class DropFolder {

    static final String PID = "control.drop";
    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final SettingsReader SETTINGS = new SettingsReader(PID, LOG::error);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** The settings in {@code etc/control.drop.cfg}. */
    @ObjectClassDefinition(name = "Drop folder", description = "Mail that was submitted while the router was down")
    @interface Config {

        @AttributeDefinition(name = "Interval", description = "Time between two looks at the folder. Default 5s.")
        String interval() default "5s";

        @AttributeDefinition(name = "Largest file", description = "In octets; a larger one is set aside. Default 134217728.")
        String max_bytes() default "134217728";
    }

    private final DropScan scan;
    private final ScheduledExecutorService scanner =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("control-drop"));

    /** @param office not used: the command finds it by itself; it says when there is any use in looking */
    @Activate
    public DropFolder(@Reference Instance instance, @Reference(target = "(command.name=sendmail)") ControlCommand sendmail,
            @Reference PostOffice office, Config config) throws IOException {
        this(new DropScan(instance.spool(), sendmail,
                        SETTINGS.number("max.bytes", config.max_bytes(), 1, Long.MAX_VALUE, 128L * 1024 * 1024),
                        Clock.systemUTC()),
                SETTINGS.duration("interval", config.interval(), Duration.ofMillis(1), Duration.ofSeconds(5)));
    }

    private DropFolder(DropScan scan, Duration interval) throws IOException {
        this.scan = scan;
        scan.prepare();
        scanner.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            scan.run();
        } catch (IOException | RuntimeException e) { // the next look may be better; a scheduled task that throws never runs again
            LOG.error("drop folder: {}", e.toString(), e);
        }
    }

    @Deactivate
    void stop() {
        scan.stop();
        scanner.shutdown();
        try {
            if (!scanner.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("drop folder: a file is still being submitted; it will be submitted again unless that is done soon");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
