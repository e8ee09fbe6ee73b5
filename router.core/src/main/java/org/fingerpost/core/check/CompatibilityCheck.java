package org.fingerpost.core.check;

import java.util.Optional;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.policy.PolicySurroundings;

/**
 * {@code check_compat}: whether this sender's mail may go to that recipient, asked before each attempt. The router's own reports
 * are not asked about. Confined to one round of work on the job.
 */
public final class CompatibilityCheck {

    private static final String NAME = "check_compat";

    private final Job job;
    private final Optional<CheckRuleSet> rules;
    private final Log log;

    /** Where it is written that the policy threw a recipient's mail away: {@link MailLog#event}. */
    @FunctionalInterface
    public interface Log {
        void event(QueueId id, String event, Object... pairs);
    }

    /** @param surroundings for this job; the rules' macros stay among its recipients */
    public CompatibilityCheck(Job job, PolicySurroundings surroundings) {
        this(job, surroundings, MailLog::event);
    }

    /** The same with a log of its own: where there is no message, nothing is to be logged. */
    public CompatibilityCheck(Job job, PolicySurroundings surroundings, Log log) {
        this.job = job;
        this.log = log;
        boolean report = job.sender().isNull() && job.origin().isLocal() && job.origin().user().isEmpty();
        this.rules = report ? Optional.empty() : CheckRuleSet.find(NAME, surroundings);
    }

    /** The outcome for the recipient if no mailer is to be called for it. */
    public Optional<Outcome> objection(JobRecipient recipient) {
        return rules.flatMap(check -> objection(recipient, check.judge(sender(), address(recipient))));
    }

    private Optional<Outcome> objection(JobRecipient recipient, Judgement judgement) {
        if (judgement instanceof Judgement.Refused refused) {
            return Optional.of(Outcome.of(refused.verdict().status(), refused.verdict().text(), Optional.empty()));
        }
        if (judgement instanceof Judgement.Discarded) {
            log.event(job.id(), "discarded", "ruleset", NAME, "rcpt", "<" + recipient.display() + ">");
            return Optional.of(Outcome.delivered("2.1.5", "discarded by the policy"));
        }
        return judgement instanceof Judgement.Quarantined quarantined
                ? Optional.of(Outcome.deferred("4.7.1", "quarantined: " + quarantined.reason())) : Optional.empty();
    }

    /** As it came: SMTP has angle brackets. */
    private String sender() {
        return job.origin().isLocal() && !job.sender().isNull() ? job.sender().address() : job.sender().toString();
    }

    private String address(JobRecipient recipient) {
        boolean submitted = recipient.parent() < 0 && !job.origin().isLocal();
        return submitted ? recipient.recipient().toString() : recipient.display();
    }
}
