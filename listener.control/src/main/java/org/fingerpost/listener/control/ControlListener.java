package org.fingerpost.listener.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.listener.control.Commands.Command;
import org.fingerpost.listener.control.SocketListener.Terms;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Opens the two sockets of the instance and keeps the list of commands. Commands come and go while it runs; a call that has begun
 * ends on the command that it began with.
 */
@Component(service = {}, immediate = true, configurationPid = ControlListener.PID)
@Designate(ocd = ControlListener.Config.class)
public final class ControlListener {

    static final String PID = "control";
    private static final Duration SETTLING = Duration.ofSeconds(5);

    /** The settings in {@code etc/control.cfg}. */
    @ObjectClassDefinition(name = "Control sockets", description = "The sockets by which the shell talks to the router")
    @interface Config {

        @AttributeDefinition(name = "Connections", type = AttributeType.INTEGER,
                description = "At once, on each of the two sockets. Default 64.")
        String max_connections() default "64";

        @AttributeDefinition(name = "Connections of one user", type = AttributeType.INTEGER,
                description = "At once, on the socket for everyone. Default 16.")
        String max_connections_per_user() default "16";

        @AttributeDefinition(name = "Idle timeout",
                description = "A client that has neither sent nor taken anything for so long is cut off. Default 5m.")
        String idle_timeout() default "5m";
    }

    private final Path run;
    private final Startup startup;
    private final Limits limits;
    private final Commands commands;
    private final List<SocketListener> listeners = new ArrayList<>();
    private IdleWatch watch;

    @Activate
    public ControlListener(@Reference Instance instance, @Reference Startup startup, Config config) {
        this(instance.run(), startup, Limits.of(config), new Commands(SETTLING));
    }

    ControlListener(Path run, Startup startup, Limits limits, Commands commands) {
        this.run = run;
        this.startup = startup;
        this.limits = limits;
        this.commands = commands;
    }

    /** After the constructor, so that the commands which are there already have been bound. */
    @Activate
    synchronized void start() {
        watch = new IdleWatch(limits.idle());
        try {
            Files.createDirectories(run);
            open("control", "rw-------", new Terms(true, limits.connections(), limits.connections()));
            open("submit", "rw-rw-rw-", new Terms(false, limits.connections(), limits.connectionsPerUser()));
            startup.listening("control", listeners.get(0).path().toString());
        } catch (IOException e) {
            stop();
            startup.failed("the sockets in " + run + " cannot be opened: " + e.getMessage());
        }
    }

    private void open(String name, String permissions, Terms terms) throws IOException {
        listeners.add(SocketListener.start(run.resolve(name), permissions, terms, commands, watch));
    }

    @Deactivate
    synchronized void stop() {
        listeners.forEach(SocketListener::stop);
        listeners.clear();
        watch.stop();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCommand(ControlCommand command, Map<String, Object> properties) {
        boolean everyone = Boolean.parseBoolean(String.valueOf(properties.get("command.everyone")));
        int ranking = properties.get("service.ranking") instanceof Integer n ? n : 0;
        commands.add(new Command(String.valueOf(properties.get("command.name")), everyone, ranking, command));
    }

    void unbindCommand(ControlCommand command) {
        commands.remove(command);
    }
}
