package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.OutcomeTable;
import org.fingerpost.api.mailer.Programs;
import org.fingerpost.api.mailer.UnusableProgramException;
import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.ProcessLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailer {@code prog}: runs the program of the definition ({@code P=}) once for a batch. For mailers that talk with programs
 * it starts them. Safe on any number of threads.
 */
@Component(service = {Mailer.class, Programs.class}, configurationPid = ProgMailer.PID)
@Designate(ocd = ProgMailer.Config.class)
@MailerName(name = "prog")
public final class ProgMailer implements BlockingMailer, Programs {

    static final String PID = "mailer.prog";
    private static final Logger LOG = LoggerFactory.getLogger(ProgMailer.class);

    @ObjectClassDefinition(name = "Mailer for programs", description = "How programs are run that mail is handed to")
    @interface Config {

        @AttributeDefinition(name = "PATH", description = "The variable PATH of programs: folders, separated by colons."
                + " A line EPATH=... of the policy comes before it. Default: not set, as in sendmail; shells know one then")
        String path() default "";

        @AttributeDefinition(name = "Timeout", description = "How long a program may run before it is killed and its mail"
                + " deferred, a duration such as 10m. Default 10m")
        String timeout() default "10m";

        @AttributeDefinition(name = "Output kept", type = AttributeType.INTEGER, description = "How much of a program's output is"
                + " kept for the report to the sender, in bytes, at most 8192; the rest is thrown away. Default 8192")
        String max_output_bytes() default "8192";

        @AttributeDefinition(name = "Allowed programs", required = false,
                description = "The programs that aliases and forward files"
                + " may name, and folders of such programs, separated by commas; they then get no shell. Empty for any program")
        String allowed() default "";

        @AttributeDefinition(name = "At once", type = AttributeType.INTEGER, description = "How many programs of one user run at"
                + " a time; mail for more is deferred. 0 for any number. Default 4")
        String concurrency_per_user() default "4";

        @AttributeDefinition(name = "Processor time", description = "How much time on processors each process of a program may"
                + " take, a duration such as 5m; 0s for any. Default 5m")
        String limit_cpu() default "5m";

        @AttributeDefinition(name = "Processes", type = AttributeType.LONG,
                description = "How many processes and threads the user"
                + " of a program may have, those included that run anyhow; 0 for any number. Default 500")
        String limit_processes() default "500";

        @AttributeDefinition(name = "File size", type = AttributeType.LONG, description = "The longest file that a program may"
                + " write, in bytes; 0 for any. Default 0")
        String limit_file_bytes() default "0";

        @AttributeDefinition(name = "Memory", type = AttributeType.LONG, description = "How much address space each process of a"
                + " program may take, in bytes; 0 for any. Default 0")
        String limit_memory_bytes() default "0";

        @AttributeDefinition(name = "Folder", description = "The folder in which programs run unless the mailer definition has a"
                + " usable D=. Default /")
        String directory() default "/";

        @AttributeDefinition(name = "Temporary folder", description = "Where a message is written for the program to read;"
                + " relative paths count from the instance. Default var/tmp")
        String temporary() default "var/tmp";
    }

    private static final List<String> STARTERS = List.of("setpriv: ", "prlimit: ", "runuser: ", "/usr/bin/env: ", "/bin/env: ");
    private static final int MANY = 10_000;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Commands commands;
    private final MessageFiles files;
    private final Limits limits;
    private final Impersonation impersonation;
    private final UserTurns turns;

    @Activate
    public ProgMailer(Config config, @Reference Instance instance, @Reference Impersonation impersonation) {
        this(instance.base(), config, new SettingsReader(PID, LOG::error), impersonation);
        files.prepare();
    }

    private ProgMailer(Path base, Config config, SettingsReader settings, Impersonation impersonation) {
        this(new Commands(base, new Surroundings(config.path()),
                        new ListCommands(settings.value("allowed", config.allowed(), AllowedPrograms.NONE,
                                text -> AllowedPrograms.parse(text, base::resolve))),
                        settings.value("directory", config.directory(), Path.of("/"), base::resolve)),
                new MessageFiles(settings.value("temporary", config.temporary(), base.resolve("var/tmp"), base::resolve),
                        Clock.systemDefaultZone()),
                new Limits(settings.duration("timeout", config.timeout(), Duration.ZERO, Duration.ofMinutes(10)), GRACE,
                        settings.number("max.output.bytes", config.max_output_bytes(), 0, Diagnostic.MAX_LENGTH,
                                Diagnostic.MAX_LENGTH), processLimits(config, settings)),
                impersonation, new UserTurns(settings.number("concurrency.per.user", config.concurrency_per_user(), 0, MANY, 4)));
    }

    private static ProcessLimits processLimits(Config config, SettingsReader settings) {
        return new ProcessLimits(
                settings.duration("limit.cpu", config.limit_cpu(), Duration.ZERO, Duration.ofMinutes(5)).toSeconds(),
                settings.number("limit.processes", config.limit_processes(), 0L, Integer.MAX_VALUE, 500L),
                settings.number("limit.file.bytes", config.limit_file_bytes(), 0L, Long.MAX_VALUE, 0L),
                settings.number("limit.memory.bytes", config.limit_memory_bytes(), 0L, Long.MAX_VALUE, 0L));
    }

    ProgMailer(Commands commands, MessageFiles files, Limits limits, Impersonation impersonation, UserTurns turns) {
        this.commands = commands;
        this.files = files;
        this.limits = limits;
        this.impersonation = impersonation;
        this.turns = turns;
    }

    @Override
    public List<Outcome> attempt(Delivery delivery) {
        return delivery.recipients().stream().anyMatch(r -> isOption(delivery, r.user()))
                ? withoutOptions(delivery)
                : delivery.all(run(delivery));
    }

    /** An address such as {@code -oQ/tmp@here} must not give orders to the program. */
    private static boolean isOption(Delivery delivery, String fromAddress) {
        return fromAddress.startsWith("-") && delivery.arguments().contains(fromAddress);
    }

    /** There is one argument vector for all: the others have to wait for an attempt without these. */
    private static List<Outcome> withoutOptions(Delivery delivery) {
        return delivery.recipients().stream().map(r -> isOption(delivery, r.user())
                ? Outcome.failed("5.1.1", "bad user name")
                : Outcome.deferred("4.3.0", "another recipient of the batch has a bad user name")).toList();
    }

    private Outcome run(Delivery delivery) {
        try {
            return inTurn(delivery, toRun(delivery));
        } catch (UnusableProgramException e) {
            return e.outcome();
        } catch (NotRunnableException e) {
            return e.outcome();
        } catch (IOException e) {
            return Outcome.deferred("4.3.0", Text.line("cannot hand the message over: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OutcomeTable.ofTrouble("delivery", e);
        }
    }

    private Command toRun(Delivery delivery) throws UnusableProgramException {
        if (isOption(delivery, delivery.host())) {
            throw new UnusableProgramException(Outcome.failed("5.1.2", "bad host name"));
        }
        try {
            return commands.of(delivery, new Actor(delivery.runAs(), impersonation, limits.system()));
        } catch (NotRunnableException e) {
            throw new UnusableProgramException(e.outcome());
        }
    }

    @Override
    public Call call(Delivery delivery) throws UnusableProgramException {
        return new PipedCall(toRun(delivery), limits);
    }

    private Outcome inTurn(Delivery delivery, Command command) throws IOException, NotRunnableException, InterruptedException {
        String user = delivery.runAs().map(Account::name).orElse("");
        if (delivery.runAs().isEmpty()) {
            return run(delivery, command);
        }
        if (!turns.enter(user)) {
            return Outcome.deferred("4.3.2", turns.most() + " programs of user " + Text.line(user) + " are running already");
        }
        try {
            return run(delivery, command);
        } finally {
            turns.leave(user);
        }
    }

    private Outcome run(Delivery delivery, Command command) throws IOException, NotRunnableException, InterruptedException {
        ProgramRun.Result result = new ProgramRun(delivery, limits).run(command, files.write(delivery, command.actor()));
        String program = command.program();
        if (result.status().isEmpty()) {
            return tooSlow(diagnostic(program, "killed", result.output()));
        }
        int ended = result.status().getAsInt();
        if (isStartOfOurs(ended, result.output())) {
            return Outcome.deferred("4.3.5", Text.line("the program was not started: " + result.output()));
        }
        int status = ended == 0 ? ended : command.whenFails().orElse(ended);
        return OutcomeTable.ofExitStatus(status, diagnostic(program, "exit status " + status, result.output()));
    }

    /** What changes ids, limits and folders before a program says so if it cannot; a program that says the same waits, too. */
    private static boolean isStartOfOurs(int status, String output) {
        return status != 0 && STARTERS.stream().anyMatch(output::startsWith);
    }

    /** Nothing is known of what it has done by then. */
    private Outcome tooSlow(Optional<Diagnostic> said) {
        return Outcome.of(EnhancedStatus.of("4.3.0"), "program did not end within " + limits.timeout().toSeconds() + " s", said);
    }

    private static Optional<Diagnostic> diagnostic(String program, String end, String output) {
        return Optional.of(new Diagnostic("x-unix", program, output.isEmpty() ? end : end + "\n" + output));
    }
}
