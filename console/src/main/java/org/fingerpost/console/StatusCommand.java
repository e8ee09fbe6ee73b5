package org.fingerpost.console;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.queue.QueueControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The shell's command {@code status}: one line, and exit status 0 because there is somebody who answers. */
@Component(service = ControlCommand.class)
@CommandName(name = "status", everyone = true)
public final class StatusCommand implements ControlCommand {

    private final Clock clock;
    private final Instant started;
    private final Latest<Supplier<?>> policy = new Latest<>();
    private final Latest<QueueControl> queue = new Latest<>();

    @Activate
    public StatusCommand() {
        this(Clock.systemUTC(), ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
    }

    StatusCommand(Clock clock, Instant started) {
        this.clock = clock;
        this.started = started;
    }

    @Override
    public int run(Invocation call) {
        call.output().println("running for " + QueueText.span(started, clock.instant()) + ", " + queued() + ", " + policy());
        return Sysexits.OK;
    }

    private String queued() {
        return queue.get().map(open -> open.size() + (open.size() == 1 ? " message" : " messages") + " queued")
                .orElse("the queue is not open");
    }

    private String policy() {
        return PolicySource.inUse(policy)
                .map(inUse -> "policy " + inUse.sources().stream().findFirst().map(Path::toString).orElse("without a file"))
                .orElse("no policy is in use");
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
}
