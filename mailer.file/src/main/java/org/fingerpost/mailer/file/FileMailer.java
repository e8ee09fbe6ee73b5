package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.UnixText.Quoting;
import org.fingerpost.api.unix.Impersonation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailer {@code file} ({@code P=[FILE]}): appends a message to one file for each recipient. Safe on any number of threads.
 */
@Component(service = Mailer.class, configurationPid = FileMailer.PID)
@Designate(ocd = FileMailer.Config.class)
@MailerName(name = "file")
public final class FileMailer implements BlockingMailer {

    static final String PID = "mailer.file";
    private static final Logger LOG = LoggerFactory.getLogger(FileMailer.class);

    @ObjectClassDefinition(name = "Mailer for files", description = "How mail is appended to mbox files and Maildirs")
    @interface Config {

        @AttributeDefinition(name = "From quoting", description = "Which lines of a body get a > before them in an mbox: mboxo"
                + " (those that begin with 'From '), mboxrd (those with > before it too) or none. A mailer definition with flag E"
                + " quotes as mboxo does when this says none. Default mboxo")
        String quoting() default "mboxo";

        @AttributeDefinition(name = "Flush to disk", type = AttributeType.BOOLEAN, description = "Whether a message is flushed"
                + " to disk before it counts as delivered: true or false. Default true")
        String fsync() default "true";

        @AttributeDefinition(name = "Wait for locks", description = "How long to wait for a mailbox that somebody else has"
                + " locked, a duration such as 30s. Default 30s")
        String lock_timeout() default "30s";

        @AttributeDefinition(name = "Stale locks", description = "The age at which a file MAILBOX.lock is taken for left behind"
                + " and removed, a duration such as 5m. Default 5m")
        String lock_stale() default "5m";
    }

    private final Destinations destinations;
    private final Mailboxes mailboxes;
    private final Quoting quoting;
    private final boolean fsync;
    private final Clock clock;
    private final UniqueNames names;
    private final AccessRules accesses;
    private volatile Impersonation impersonation;

    @Activate
    public FileMailer(Config config, @Reference Instance instance) {
        this(instance.base(), config, new SettingsReader(PID, LOG::error));
        makeMailFolder(instance.mail());
    }

    private FileMailer(Path base, Config config, SettingsReader settings) {
        this(base, settings.choice("quoting", config.quoting(), Quoting.MBOXO), settings.flag("fsync", config.fsync(), true),
                settings.duration("lock.timeout", config.lock_timeout(), Duration.ZERO, Duration.ofSeconds(30)),
                settings.duration("lock.stale", config.lock_stale(), Duration.ZERO, Duration.ofMinutes(5)),
                Clock.systemDefaultZone());
    }

    /**
     * @param base        what relative paths count from
     * @param lockTimeout how long to wait for a mailbox that somebody else has locked
     * @param lockStale   the age at which a lock file is taken for left behind
     * @param clock       its zone is that of the dates in mbox files
     */
    FileMailer(Path base, Quoting quoting, boolean fsync, Duration lockTimeout, Duration lockStale, Clock clock) {
        this.destinations = new Destinations(base);
        this.mailboxes = new Mailboxes(lockTimeout, new DotLocks(lockStale, clock), fsync);
        this.quoting = quoting;
        this.fsync = fsync;
        this.clock = clock;
        this.names = new UniqueNames(clock, ProcessHandle.current().pid());
        this.accesses = new AccessRules(base, () -> Optional.ofNullable(impersonation));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindImpersonation(Impersonation service) {
        impersonation = service;
    }

    void unbindImpersonation(Impersonation service) {
        if (impersonation == service) {
            impersonation = null;
        }
    }

    private static void makeMailFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.error("cannot make {}, the folder of the local mailboxes: {}", folder, e.toString());
        }
    }

    @Override
    public List<Outcome> attempt(Delivery delivery) {
        List<Outcome> outcomes = new ArrayList<>(delivery.recipients().size());
        for (int i = 0; i < delivery.recipients().size(); i++) {
            outcomes.add(outcome(delivery, i));
            delivery.progress();
        }
        return outcomes;
    }

    /** Never throws: a recipient that has its mail must not be deferred because of the next one. */
    private Outcome outcome(Delivery delivery, int recipient) {
        try {
            Destination destination = destinations.of(delivery, recipient);
            return deliver(delivery, destination);
        } catch (UndeliverableException e) {
            return e.outcome();
        } catch (RuntimeException e) {
            LOG.error("qid={} mailer.file: unexpected failure", delivery.queueId(), e);
            return Outcome.deferred("4.3.0", "internal error");
        }
    }

    private Outcome deliver(Delivery delivery, Destination destination) throws UndeliverableException {
        try {
            mailbox(delivery, destination).append(delivery);
            return Outcome.delivered("2.0.0", "delivered to " + destination.name());
        } catch (IOException e) {
            LOG.debug("qid={} {}: {}", delivery.queueId(), destination.name(), e.toString());
            return Failures.outcome(e, destination);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.deferred("4.3.2", "delivery was interrupted");
        }
    }

    private Mailbox mailbox(Delivery delivery, Destination destination) throws IOException, UndeliverableException {
        if (destination.isNull()) {
            return Mailbox.NULL;
        }
        Access access = accesses.of(delivery, destination);
        Path canonical = Mailboxes.canonical(destination.path(), access);
        AccessRules.requireWithin(delivery, destination, canonical);
        return destination.isMaildir()
                ? new Maildir(canonical, access, names, fsync)
                : new MboxFile(canonical, access, quotingOf(delivery), fsync, mailboxes, clock);
    }

    private Quoting quotingOf(Delivery delivery) {
        return quoting == Quoting.NONE && delivery.mailer().has('E') ? Quoting.MBOXO : quoting;
    }
}
