package org.fingerpost.console;

import java.io.PrintStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueControl.Entry;
import org.fingerpost.api.queue.Selector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The shell's command {@code queue}. Exit statuses: 1 when no message was meant, 64 for a command line that makes no sense, 69
 * for an id that is not in the queue, 75 when the queue is not open, or messages are being delivered and could not be changed.
 */
@Component(service = ControlCommand.class)
@CommandName(name = "queue")
public final class QueueCommand implements ControlCommand {

    private static final String USAGE = """
            usage: fingerpost queue list [SELECTION] [--json]   what waits, and why; all if nothing is selected
                   fingerpost queue show ID [--json]            one message with its header
                   fingerpost queue stats [SELECTION] [--top N] [--graph | --json]
                                                                how much of what, since when, and where to
                   fingerpost queue hold SELECTION              try nothing of it until it is released
                   fingerpost queue release SELECTION           end a hold; it is tried now
                   fingerpost queue retry SELECTION             try it now
                   fingerpost queue requeue SELECTION           expand and route afresh what waits, as if it were new
                   fingerpost queue remove SELECTION            remove it without telling anybody

            SELECTION  ID...                message by message
                       --sender PATTERN     of this sender; '<>' for reports
                       --recipient PATTERN  for this recipient, as submitted or as delivered to
                       --destination PATTERN  for this host
                       --mailer PATTERN     for this mailer
                       --older TIME         that arrived longer ago: 30m, 4h, 2d
                       --held               that is held
                       --all                everything
            Several must all hold, several of one kind one of them. In a PATTERN * stands for anything, ? for one character.

            --reason TEXT  why, for the log          --dry-run  print what would be done
            --yes          with "remove", unless it names ids: without it what would be removed is printed

            Exit status: 0 done, 1 no message was meant, 64 usage, 69 there is no such message, 75 try again
            """;

    private static final Set<String> OF_VERBS = Set.of("--reason", QueueArguments.DRY_RUN);

    private static final int MOST_DESTINATIONS = 10_000;

    private final Clock clock;
    private final Latest<QueueControl> queue = new Latest<>();

    @Activate
    public QueueCommand() {
        this(Clock.systemUTC());
    }

    QueueCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public int run(Invocation call) {
        List<String> words = call.arguments();
        String verb = words.isEmpty() ? "" : words.get(0);
        if (verb.equals("help") || verb.equals("--help")) {
            call.output().print(USAGE);
            return Sysexits.OK;
        }
        Optional<QueueControl> open = queue.get();
        if (open.isEmpty()) {
            return fail(call, "the queue is not open", Sysexits.TEMPFAIL);
        }
        try {
            return words.isEmpty() ? usage(call) : run(call, verb, words.subList(1, words.size()), open.get());
        } catch (QueueArguments.Wrong e) {
            return fail(call, verb + ": " + e.getMessage(), Sysexits.USAGE);
        }
    }

    private int run(Invocation call, String verb, List<String> words, QueueControl control) throws QueueArguments.Wrong {
        boolean complete = control.isComplete();
        Optional<QueueVerb> operation = QueueVerb.of(verb);
        int status = operation.isPresent() ? operate(call, operation.get(), words, control) : show(call, verb, words, control);
        if (!complete && status != Sysexits.USAGE) {
            call.error().println("fingerpost queue: the router is still taking up what was queued before its start: "
                    + "give the command again later for messages that were not there yet");
        }
        return status;
    }

    private int show(Invocation call, String verb, List<String> words, QueueControl control) throws QueueArguments.Wrong {
        return switch (verb) {
            case "list" -> list(call, parse(words, Set.of(QueueArguments.JSON)), control);
            case "show" -> show(call, parse(words, Set.of(QueueArguments.JSON)), control);
            case "stats" -> stats(call, parse(words, Set.of(QueueArguments.JSON, QueueArguments.GRAPH, "--top")), control);
            default -> usage(call);
        };
    }

    private QueueArguments parse(List<String> words, Set<String> allowed) throws QueueArguments.Wrong {
        return QueueArguments.parse(words, allowed, clock.instant());
    }

    private int operate(Invocation call, QueueVerb verb, List<String> words, QueueControl control) throws QueueArguments.Wrong {
        Set<String> allowed = new HashSet<>(OF_VERBS);
        if (verb == QueueVerb.REMOVE) {
            allowed.add(QueueArguments.YES);
        }
        QueueArguments arguments = parse(words, allowed);
        Selector which = arguments.selection().orElseThrow(() -> new QueueArguments.Wrong(
                "which messages? Give ids, selectors or --all; \"fingerpost queue help\" says more"));
        BulkOperation operation = new BulkOperation(verb, which, call);
        if (arguments.has(QueueArguments.DRY_RUN)) {
            return operation.rehearse(control);
        }
        if (verb == QueueVerb.REMOVE && which.ids().isEmpty() && !arguments.has(QueueArguments.YES)) {
            int found = operation.rehearse(control);
            return found == Sysexits.OK ? fail(call, "nothing is removed: add --yes to remove them", Sysexits.USAGE) : found;
        }
        return operation.run(control, arguments.reason());
    }

    private int list(Invocation call, QueueArguments arguments, QueueControl control) {
        Selector which = arguments.selection().orElse(Selector.ALL);
        Stream<Entry> entries = control.list(which);
        int count = arguments.has(QueueArguments.JSON) ? QueueJson.list(entries, call.output())
                : new QueueText(clock.instant()).list(which, entries, call.output());
        return count > 0 || arguments.selection().isEmpty() ? Sysexits.OK : Sysexits.NOTHING;
    }

    private int show(Invocation call, QueueArguments arguments, QueueControl control) throws QueueArguments.Wrong {
        Set<QueueId> ids = arguments.selection().map(Selector::ids).orElse(Set.of());
        if (ids.size() != 1 || !arguments.selection().get().equals(Selector.of(ids.toArray(QueueId[]::new)))) {
            throw new QueueArguments.Wrong("one id is expected");
        }
        QueueId id = ids.iterator().next();
        Optional<Entry> entry = control.show(id);
        if (entry.isEmpty()) {
            return fail(call, "there is no message " + id, Sysexits.UNAVAILABLE);
        }
        call.output().print(arguments.has(QueueArguments.JSON) ? QueueJson.show(entry.get()) + "\n"
                : new QueueText(clock.instant()).show(entry.get()));
        return Sysexits.OK;
    }

    private int stats(Invocation call, QueueArguments arguments, QueueControl control) {
        QueueCensus census = new QueueCensus(clock.instant());
        control.list(arguments.selection().orElse(Selector.ALL)).forEach(census::add);
        census.down(control.destinations(MOST_DESTINATIONS));
        PrintStream out = call.output();
        if (arguments.has(QueueArguments.JSON)) {
            out.println(CensusJson.write(census, arguments.top()));
        } else {
            out.print(new CensusText(census, arguments.top(), arguments.has(QueueArguments.GRAPH)));
        }
        return Sysexits.OK;
    }

    private static int usage(Invocation call) {
        call.error().print(USAGE);
        return Sysexits.USAGE;
    }

    private static int fail(Invocation call, String text, int status) {
        call.error().println("fingerpost queue: " + text);
        return status;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindQueue(QueueControl control) {
        queue.set(control);
    }

    void unbindQueue(QueueControl control) {
        queue.unset(control);
    }
}
