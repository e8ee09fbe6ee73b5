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
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.table.RebuildableTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The command {@code sendmail}, and under its options {@code mailq} and {@code newaliases}: what every program on the machine
 * submits mail with. Any user may name any sender with {@code -f}.
 */
@Component(service = ControlCommand.class)
@CommandName(name = "sendmail", everyone = true)
public final class SendmailCommand implements ControlCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ROOT = "root";

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
            case PRINT_QUEUE -> printQueue(call);
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

    private int printQueue(Invocation call) {
        QueueControl now = queue;
        if (now == null) {
            return say(call, "mail queue: the queue is not open", Sysexits.TEMPFAIL);
        }
        new MailQueueListing(spool, ZoneId.systemDefault()).print(now.size(), now.list(), call.output());
        return Sysexits.OK;
    }

    private int rebuildAliases(Invocation call) throws IOException {
        if (!call.user().equals(ROOT) && !call.user().equals(Files.getOwner(controlSocket).getName())) {
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
