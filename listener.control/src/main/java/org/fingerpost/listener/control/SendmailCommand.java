package org.fingerpost.listener.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueControl.Order;
import org.fingerpost.api.queue.QueueControl.Tally;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.table.RebuildableTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The command {@code sendmail}, and under its options {@code mailq}, runs of the queue and {@code newaliases}: what every
 * program on the machine submits mail with. Any user may name any sender with {@code -f}.
 */
@Component(service = ControlCommand.class)
@CommandName(name = "sendmail", everyone = true)
public final class SendmailCommand implements ControlCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ROOT = "root";
    private static final String NOT_OPEN = "mail queue: the queue is not open";

    private final Path spool;
    private final Path controlSocket;
    private final PostOffices offices;
    private final List<RebuildableTable> tables = new CopyOnWriteArrayList<>();
    private volatile QueueControl queue;

    @Activate
    public SendmailCommand(@Reference Instance instance) {
        this(instance.spool(), instance.run().resolve("control"), PATIENCE);
    }

    /** @param controlSocket whoever owns it is the router's own user */
    SendmailCommand(Path spool, Path controlSocket, Duration patience) {
        this.spool = spool;
        this.controlSocket = controlSocket;
        this.offices = new PostOffices(patience);
    }

    @Override
    public int run(Invocation call) throws IOException {
        SendmailArguments arguments;
        try {
            arguments = SendmailCommandLine.parse(call.arguments());
        } catch (UsageException e) {
            return say(call, "sendmail: " + e.getMessage(), Sysexits.USAGE);
        }
        return switch (arguments.mode()) {
            case SUBMIT -> submit(call, arguments);
            case VERIFY -> verify(call, arguments);
            case PRINT_QUEUE -> printQueue(call, arguments);
            case RUN_QUEUE -> runQueue(call, arguments);
            case REBUILD_ALIASES -> rebuildAliases(call);
        };
    }

    private int submit(Invocation call, SendmailArguments arguments) throws IOException {
        Optional<PostOffice> office = offices.get();
        return office.isPresent() ? new Submission(office.get(), call, arguments).run() : notReady(call);
    }

    private int verify(Invocation call, SendmailArguments arguments) {
        Optional<PostOffice> office = offices.get();
        if (office.isEmpty()) {
            return notReady(call);
        }
        int status = Sysexits.OK;
        for (Prospect prospect : Prospect.ordered(office.get().prospects(Origin.local(call.user()), arguments.recipients()))) {
            call.output().println(prospect);
            status = status == Sysexits.OK ? prospect.exitStatus() : status;
        }
        return status;
    }

    private int printQueue(Invocation call, SendmailArguments arguments) {
        QueueControl now = queue;
        if (now == null) {
            return say(call, NOT_OPEN, Sysexits.TEMPFAIL);
        }
        new MailQueueListing(spool, ZoneId.systemDefault(), arguments.verbose())
                .print(now.size(), now.list(arguments.queue().which()), call.output());
        return Sysexits.OK;
    }

    /** {@code -q}: makes what waits due now; {@code -Q}: holds it, or releases it. The router goes on with it by itself. */
    private int runQueue(Invocation call, SendmailArguments arguments) throws IOException {
        if (!mayOperate(call)) {
            return say(call, "sendmail: only the router's own user and root may run the queue", Sysexits.NOPERM);
        }
        QueueControl now = queue;
        if (now == null) {
            return say(call, NOT_OPEN, Sysexits.TEMPFAIL);
        }
        Optional<String> reason = arguments.queue().quarantine();
        Selector which = arguments.queue().which();
        Order order = new Order(call.user(), reason.orElse(""), (tally, of) -> true);
        Tally tally = reason.isEmpty() ? now.retry(which, order)
                : reason.get().isEmpty() ? now.release(which, order) : now.hold(which, order);
        if (arguments.verbose()) {
            call.output().println(tally.changed() + " of " + tally.matched() + " requests "
                    + (reason.isEmpty() ? "are due now" : reason.get().isEmpty() ? "unquarantined" : "quarantined"));
        }
        return tally.busy() + tally.failed() > 0 && reason.isPresent()
                ? say(call, "sendmail: " + (tally.busy() + tally.failed()) + " requests are being delivered; try again",
                        Sysexits.TEMPFAIL)
                : Sysexits.OK;
    }

    private boolean mayOperate(Invocation call) throws IOException {
        return call.user().equals(ROOT) || call.user().equals(Files.getOwner(controlSocket).getName());
    }

    private int rebuildAliases(Invocation call) throws IOException {
        if (!mayOperate(call)) {
            return say(call, "newaliases: only the router's own user and root may rebuild aliases", Sysexits.NOPERM);
        }
        return new AliasRebuild(tables).run(call);
    }

    private static int notReady(Invocation call) {
        return say(call, "sendmail: the router cannot take mail now; try again later", Sysexits.TEMPFAIL);
    }

    private static int say(Invocation call, String text, int status) {
        call.error().println(text);
        return status;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindOffice(PostOffice office) {
        offices.set(office);
    }

    void unbindOffice(PostOffice office) {
        offices.unset(office);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindQueue(QueueControl control) {
        queue = control;
    }

    void unbindQueue(QueueControl control) {
        if (queue == control) {
            queue = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTable(RebuildableTable table) {
        tables.add(table);
    }

    void unbindTable(RebuildableTable table) {
        tables.remove(table);
    }
}
