package org.fingerpost.console;

import java.time.Clock;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueControl.Entry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The shell's command {@code queue}. Exit statuses: 64 for a command line that makes no sense, 69 for an id that is not in the
 * queue, 75 when the queue is not open or the job is being delivered or held.
 */
@Component(service = ControlCommand.class)
@CommandName(name = "queue")
public final class QueueCommand implements ControlCommand {

    private static final String USAGE = """
            usage: fingerpost queue list [--json]            what waits, and why
                   fingerpost queue show ID [--json]         one message with its header
                   fingerpost queue hold ID                  try nothing of it until it is released
                   fingerpost queue release ID               end a hold; it is tried now
                   fingerpost queue retry [all]              try now all that waits
                   fingerpost queue retry ID                 ... this message
                   fingerpost queue retry --recipient ADDR   ... messages that wait for this address
                   fingerpost queue remove ID                remove it without telling anybody
            """;

    private final Clock clock;
    private final Latest<QueueControl> queue = new Latest<>();

    @Activate
    public QueueCommand() {
        this(Clock.systemUTC());
    }

    QueueCommand(Clock clock) {
        this.clock = clock;
    }

    /** One call: the words after the command's name, without {@code --json}. */
    private record Words(String verb, List<String> operands, boolean json, Invocation call) {

        static Words of(Invocation call) {
            List<String> words = new ArrayList<>(call.arguments());
            boolean json = words.remove("--json");
            String verb = words.isEmpty() ? "" : words.remove(0);
            return new Words(verb, List.copyOf(words), json, call);
        }

        int answer(String text) {
            call.output().print(text);
            return Sysexits.OK;
        }

        int fail(String text, int status) {
            call.error().println("fingerpost queue: " + text);
            return status;
        }

        int usage() {
            call.error().print(USAGE);
            return Sysexits.USAGE;
        }
    }

    @Override
    public int run(Invocation call) {
        Words words = Words.of(call);
        Optional<QueueControl> open = queue.get();
        return open.isPresent() ? run(words, open.get()) : words.fail("the queue is not open", Sysexits.TEMPFAIL);
    }

    private int run(Words words, QueueControl control) {
        boolean json = words.json();
        return switch (words.verb()) {
            case "list" -> words.operands().isEmpty() ? list(words, control) : words.usage();
            case "retry" -> json ? words.usage() : retry(words, control);
            case "show" -> withJob(words, control, entry -> show(words, entry));
            case "hold" -> json ? words.usage() : change(words, control, control::hold, "held");
            case "release" -> json ? words.usage() : change(words, control, control::release, "released");
            case "remove" -> json ? words.usage() : change(words, control, control::remove, "removed");
            case "help", "--help" -> words.answer(USAGE);
            default -> words.usage();
        };
    }

    private interface JobAction {
        int on(Entry entry);
    }

    private static int withJob(Words words, QueueControl control, JobAction action) {
        if (words.operands().size() != 1 || words.operands().get(0).startsWith("-")) {
            return words.usage();
        }
        String id = words.operands().get(0);
        Optional<Entry> entry = QueueId.isValid(id) ? control.show(new QueueId(id)) : Optional.empty();
        return entry.isPresent() ? action.on(entry.get()) : unknown(words, id);
    }

    private static int unknown(Words words, String id) {
        return words.fail("there is no message " + TextTable.printable(id), Sysexits.UNAVAILABLE);
    }

    private int list(Words words, QueueControl control) {
        PrintStream out = words.call().output();
        if (words.json()) {
            QueueJson.list(control.list(), out);
        } else {
            new QueueText(clock.instant()).list(control.list(), out);
        }
        return Sysexits.OK;
    }

    private int show(Words words, Entry entry) {
        return words.answer(words.json() ? QueueJson.show(entry) + "\n" : new QueueText(clock.instant()).show(entry));
    }

    /** The job was there a moment ago; if it cannot be changed, it is being delivered or has just been. */
    private static int change(Words words, QueueControl control, Predicate<QueueId> change, String what) {
        return withJob(words, control, entry -> {
            QueueId id = entry.job().id();
            return change.test(id) ? words.answer(id + " is " + what + "\n")
                    : words.fail(id + " cannot be " + what + " now: it is being delivered; try again", Sysexits.TEMPFAIL);
        });
    }

    private static int retry(Words words, QueueControl control) {
        List<String> operands = words.operands();
        if (operands.isEmpty() || operands.equals(List.of("all"))) {
            return retry(words, control, (job, recipient) -> true);
        }
        if (operands.size() == 2 && operands.get(0).equals("--recipient")) {
            String address = operands.get(1);
            return retry(words, control, (job, recipient) -> recipient.display().equalsIgnoreCase(address)
                    || recipient.recipient().address().equalsIgnoreCase(address));
        }
        return withJob(words, control, entry -> {
            QueueId id = entry.job().id();
            if (entry.job().held()) {
                return words.fail(id + " is held; \"fingerpost queue release " + id + "\" makes it due", Sysexits.TEMPFAIL);
            }
            return entry.active() ? words.fail(id + " is being delivered now", Sysexits.TEMPFAIL)
                    : retry(words, control, (job, recipient) -> job.id().equals(id));
        });
    }

    private static int retry(Words words, QueueControl control, BiPredicate<Job, JobRecipient> wanted) {
        int due = control.retry(wanted);
        return words.answer(due + (due == 1 ? " recipient is" : " recipients are") + " due now\n");
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindQueue(QueueControl control) {
        queue.set(control);
    }

    void unbindQueue(QueueControl control) {
        queue.unset(control);
    }
}
