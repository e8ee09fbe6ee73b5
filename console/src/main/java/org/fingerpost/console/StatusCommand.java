package org.fingerpost.console;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueLoad;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The shell's command {@code status}: a line for each thing, and exit status 0 because there is somebody who answers. */
@Component(service = ControlCommand.class)
@CommandName(name = "status", everyone = true)
public final class StatusCommand implements ControlCommand {

    private final Startup startup;
    private final Clock clock;
    private final Instant started;
    private final Latest<Supplier<?>> policy = new Latest<>();
    private final Latest<QueueControl> queue = new Latest<>();
    private final Latest<QueueLoad> load = new Latest<>();

    @Activate
    public StatusCommand(@Reference Startup startup) {
        // Not the start of the process: a shell that was building was the same process before.
        this(startup, Clock.systemUTC(), Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
    }

    StatusCommand(Startup startup, Clock clock, Instant started) {
        this.startup = startup;
        this.clock = clock;
        this.started = started;
    }

    @Override
    public int run(Invocation call) {
        call.output().println("since " + started.truncatedTo(ChronoUnit.SECONDS) + ", for "
                + QueueText.span(started, clock.instant()));
        call.output().println("listening: " + listening());
        call.output().println("policy: " + policy());
        call.output().println("queue: " + queued());
        call.output().println("load: " + load());
        return Sysexits.OK;
    }

    private String listening() {
        String all = new TreeMap<>(startup.listening()).descendingMap().entrySet().stream()
                .map(listener -> listener.getKey() + " " + listener.getValue()).collect(Collectors.joining(", "));
        return all.isEmpty() ? "not yet" : all;
    }

    private String queued() {
        return queue.get().map(open -> open.size() + (open.size() == 1 ? " message" : " messages"))
                .orElse("not open");
    }

    private String load() {
        return load.get().map(QueueLoad::load).map(state -> switch (state.level()) {
            case NORMAL -> "normal";
            case DEFERRING -> "new mail is taken, but not tried at once: " + String.join("; ", state.reasons());
            case REFUSING -> "new mail is refused for now: " + String.join("; ", state.reasons());
        }).orElse("not watched");
    }

    private String policy() {
        return PolicySource.inUse(policy)
                .map(inUse -> inUse.sources().stream().findFirst().map(Path::toString).orElse("without a file"))
                .orElse("none is in use");
    }

    @Reference(target = PolicySource.TARGET, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindPolicy(Supplier<?> source) {
        policy.set(source);
    }

    void unbindPolicy(Supplier<?> source) {
        policy.unset(source);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindQueue(QueueControl control) {
        queue.set(control);
    }

    void unbindQueue(QueueControl control) {
        queue.unset(control);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindLoad(QueueLoad watched) {
        load.set(watched);
    }

    void unbindLoad(QueueLoad watched) {
        load.unset(watched);
    }
}
