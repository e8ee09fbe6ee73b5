package org.fingerpost.core.submit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.destination.RetrySchedule;
import org.fingerpost.core.header.Postmark;
import org.fingerpost.core.header.RecipientFields;
import org.fingerpost.core.load.LoadState;
import org.fingerpost.core.metrics.MailMetrics;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.request.BodyType;
import org.fingerpost.core.request.FutureRelease;
import org.fingerpost.core.request.Requests;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.log.Printable;

/** One message on its way in, under one pinned generation. Used by one thread at a time. */
final class MailTransaction implements Transaction {

    /** When a message is tried that came while there was too much to do. */
    private static final RetrySchedule UNDER_LOAD = new RetrySchedule(List.of(Duration.ofMinutes(1)));

    private final Generation generation;
    private final Intake intake;
    private final Supplier<LoadState> load;
    private final Clock clock;
    private final Origin origin;
    private final Requests requests;
    private final Correction correction;
    private final PolicyChecks checks;
    private final RecipientCheck check;
    private final TransactionLimits limits;
    private final MessageFilters filters;
    private final List<JobRecipient> recipients = new ArrayList<>();
    private ReversePath sender;
    private final Map<String, String> macros = new HashMap<>();
    private int refused;
    private boolean fromHeader;
    /** Parameters of those that the header names. */
    private Map<String, String> headerParameters = Map.of();
    private Optional<QueueId> subject = Optional.empty();
    private boolean unaliased;
    private MessageContent content;
    private boolean closed;

    /**
     * @param generation pinned for this transaction, which releases it when it is closed
     * @param filters    of the session
     */
    MailTransaction(Generation generation, PolicyChecks checks, Intake intake, Supplier<LoadState> load, Clock clock,
            Submitter submitter, FilterSession filters) {
        this.filters = new MessageFilters(filters, clock);
        this.generation = generation;
        this.origin = submitter.origin();
        this.requests = submitter.requests(generation);
        this.correction = new Correction(submitter, () -> new MacroScope(generation.policy()).value("j").orElse("localhost"));
        this.checks = checks;
        this.check = new RecipientCheck(generation, checks, origin);
        this.intake = intake;
        this.load = load;
        this.clock = clock;
        this.limits = TransactionLimits.of(generation);
    }

    @Override
    public Verdict mail(ReversePath reversePath) {
        Instant now = clock.instant();
        ReversePath asked = checks.author(correction.sender(reversePath));
        sender = requests.granted(asked, now);
        Optional<Verdict> tooMuch = load.get().message(origin, asked);
        tooMuch.ifPresent(refused -> MailMetrics.refusedForLoad());
        return tooMuch.or(() -> requests.refusal(asked, now)).or(() -> checks.sender(asked, check::route))
                .or(() -> requests.remark(asked))
                .orElseGet(() -> Verdict.of(250, "2.1.0", Printable.address(reversePath.address()) + "... Sender ok"));
    }

    @Override
    public Verdict rcpt(Recipient recipient) {
        int most = origin.isLocal() ? Math.max(limits.recipients(), TransactionLimits.DEFAULT_RECIPIENTS) : limits.recipients();
        if (recipients.size() >= most) {
            return Verdict.of(452, "4.5.3", "Too many recipients, " + most + " at most");
        }
        Resolution route = check.route(recipient.address());
        Optional<Verdict> objection = route instanceof Resolution.Refusal ? Optional.empty()
                : checks.recipient(recipient, route, recipients.size(), refused);
        // Whoever is to have what is thrown away need not be there.
        Verdict verdict = objection.orElseGet(() -> checks.isDiscarded()
                ? Verdict.of(250, "2.1.5", recipient + "... Recipient ok")
                : check.judge(recipient.address(), route, !unaliased));
        if (verdict.isAccepted()) {
            recipients.add(JobRecipient.submitted(recipients.size(), recipient, clock.instant()));
        } else if (origin.isLocal()) {
            recipients.add(refused(recipient, verdict));
        } else {
            refused++;
            if (objection.isEmpty()) {
                MailLog.refused(origin, sender, recipient, verdict);
            }
        }
        return verdict;
    }

    /** A local submitter's bad recipient is queued all the same: what failed is returned, what may work later is tried later. */
    private JobRecipient refused(Recipient recipient, Verdict verdict) {
        Instant now = clock.instant();
        Outcome outcome = Outcome.of(verdict.status(), verdict.text(), Optional.empty());
        JobRecipient.State state = verdict.status().isPermanent() ? JobRecipient.State.FAILED : JobRecipient.State.PENDING;
        return JobRecipient.submitted(recipients.size(), recipient, now).withOutcome(outcome, state, now);
    }

    @Override
    public void fullName(String name) {
        if (!name.isBlank()) {
            macros.put("x", name.strip());
        }
    }

    @Override
    public void withoutAliases() {
        unaliased = true;
        macros.put(Job.NO_ALIAS, "true");
    }

    @Override
    public void withdraw() {
        recipients.remove(recipients.size() - 1);
        refused++;
    }

    @Override
    public int recipients() {
        return recipients.size();
    }

    @Override
    public void recipientsFromHeader(Map<String, String> parameters) {
        fromHeader = true;
        headerParameters = parameters;
    }

    @Override
    public void about(QueueId message) {
        subject = Optional.of(message);
    }

    @Override
    public Content content() throws SubmissionException {
        if (sender == null || recipients.isEmpty() && !fromHeader) {
            throw new SubmissionException(Verdict.of(503, "5.5.1", sender == null ? "Need MAIL command" : "Need RCPT command"));
        }
        Optional<Verdict> objection = checks.beforeContent(recipients.size());
        if (objection.isPresent()) {
            throw new SubmissionException(objection.get());
        }
        try {
            Draft draft = intake.create();
            // However many recipients a report is about, it has to reach its reader.
            TransactionLimits most = subject.isPresent() ? limits.ofAnySize() : limits;
            content = new MessageContent(draft, intake, most, BodyType.isBinary(sender), filters.after(this::complete));
            return content;
        } catch (IOException e) {
            throw new SubmissionException(MessageContent.storageTrouble(e));
        }
    }

    private MessageContent.Completion.Result complete(MessageContent.Arrived arrived) {
        Header header = arrived.header();
        if (header.all("Received").size() > limits.hops()) {
            return verdict(Verdict.of(554, "5.4.6", "Too many hops, " + limits.hops() + " at most: this is a mail loop"));
        }
        Optional<Verdict> malformed = correction.refusal(header);
        if (malformed.isPresent()) {
            return verdict(malformed.get());
        }
        if (fromHeader) {
            RecipientFields.addresses(header).forEach(address -> rcpt(new Recipient(address, headerParameters)));
            header = RecipientFields.withoutBcc(header);
        }
        if (recipients.isEmpty()) {
            return verdict(Verdict.of(554, "5.5.1", "No recipient addresses found in header"));
        }
        long size = arrived.header().toBytes().length + 2 + arrived.bodySize(); // the empty line is between them
        Optional<Verdict> objection = checks.content(arrived.header(), size);
        if (objection.isPresent()) {
            return verdict(objection.get());
        }
        return checks.isDiscarded() ? discard(arrived.id()) : new MessageContent.Completion.Result(job(arrived, header), null);
    }

    /** The one place where mail disappears: the site has asked for it, and the log has it. */
    private MessageContent.Completion.Result discard(QueueId id) {
        MailLog.event(id, "discarded", "from", sender, "nrcpts", recipients.size(), "client", origin.address());
        return verdict(MessageContent.accepted(id));
    }

    private Job job(MessageContent.Arrived arrived, Header header) {
        Instant now = clock.instant();
        arrived.postmark().flatMap(Postmark::date).ifPresent(date -> macros.put("a", date));
        ReversePath from = BodyType.seen(sender, arrived.lines());
        MacroScope scope = MessageMacros.add(MessageMacros.of(generation.policy(), origin), arrived.id(), sender, now);
        if (recipients.size() == 1) {
            Recipient only = recipients.get(0).recipient(); // "for" only if it gives nobody away; as it came
            scope.define("u", origin.isLocal() ? only.address() : only.toString());
        }
        Header corrected = correction.header(header, from, arrived.id(), scope);
        Header completed = RecipientFields.completed(corrected, generation.policy().option("NoRecipientAction").orElse("none"),
                recipients.stream().map(recipient -> recipient.recipient().address()).toList());
        Header traced = completed.prepend(generation.headers().trace(scope::value));
        Job job = new Job(arrived.id(), now, origin, from, queued(now), traced, arrived.bodySize(), arrived.eightBit(),
                false,
                checks.quarantine().map(reason -> quarantine(arrived.id(), reason, now)), false, macros);
        return subject.map(job::withAbout).orElse(job);
    }

    /** The first attempt is not made at once if the sender wants it later, or under load. */
    private List<JobRecipient> queued(Instant now) {
        Optional<Instant> release = FutureRelease.of(sender);
        if (release.isPresent()) {
            return waiting(release.get(), Outcome.deferred("4.0.0", "held until " + release.get() + ", as its sender asked"));
        }
        return load.get().deferral().map(deferral -> waiting(UNDER_LOAD.next(now, 1), deferral)).orElse(recipients);
    }

    private List<JobRecipient> waiting(Instant first, Outcome why) {
        return recipients.stream().map(r -> r.isPending() ? r.withOutcome(why, r.state(), first) : r).toList();
    }

    private static Hold quarantine(QueueId id, String reason, Instant now) {
        Hold hold = new Hold(now, Hold.POLICY, "quarantined: " + reason);
        MailLog.event(id, "held", "reason", hold.reason(), "by", hold.by());
        return hold;
    }

    private static MessageContent.Completion.Result verdict(Verdict verdict) {
        return new MessageContent.Completion.Result(null, verdict);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (content != null) {
                content.discard();
            }
            filters.reset();
            generation.release();
        }
    }
}
