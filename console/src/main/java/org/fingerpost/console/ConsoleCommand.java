package org.fingerpost.console;

import java.io.IOException;
import java.time.Duration;
import org.apache.felix.service.command.CommandProcessor;
import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.instance.SettingsReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.LoggerFactory;

/**
 * The shell's command {@code console}: with arguments they are one command line of the Felix console, without any it reads
 * command lines until {@code exit} or the end of input.
 */
@Component(service = ControlCommand.class, configurationPid = ConsoleCommand.PID)
@CommandName(name = "console")
@Designate(ocd = ConsoleCommand.Config.class)
public final class ConsoleCommand implements ControlCommand {

    static final String PID = "console";
    private static final SettingsReader SETTINGS = new SettingsReader(PID, LoggerFactory.getLogger(ConsoleCommand.class)::error);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(4);

    /** The settings in {@code etc/console.cfg}. */
    @ObjectClassDefinition(name = "Console", description = "The Felix console over the control socket")
    @interface Config {

        @AttributeDefinition(name = "Command timeout",
                description = "A command line that takes longer is given up. Less than the 5m that the shell waits. Default 4m.")
        String command_timeout() default "4m";
    }

    private final CommandProcessor processor;
    private final Duration timeout;

    @Activate
    public ConsoleCommand(@Reference CommandProcessor processor, Config config) {
        this(processor, SETTINGS.duration("command.timeout", config.command_timeout(), Duration.ZERO, DEFAULT_TIMEOUT));
    }

    ConsoleCommand(CommandProcessor processor, Duration timeout) {
        this.processor = processor;
        this.timeout = timeout;
    }

    @Override
    public int run(Invocation call) throws IOException {
        try (ConsoleSession session = new ConsoleSession(processor, call, timeout)) {
            return call.arguments().isEmpty() ? session.interact() : session.execute(String.join(" ", call.arguments()));
        }
    }
}
