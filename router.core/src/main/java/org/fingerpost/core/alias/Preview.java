package org.fingerpost.core.alias;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.NamedMailers;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;

/** Where mail would go: recipients expanded and resolved as those of a message are, without one. */
public final class Preview {

    private static final Verdict OK = Verdict.of(250, "2.1.5", "Recipient ok");
    private static final int NOBODY = -1;
    private static final String INCLUSION = ":include:";

    private final Policy policy;
    private final Resolver resolver;
    private final AliasExpander expander;
    private final List<Prospect> prospects = new ArrayList<>();

    public Preview(Generation generation, Services services, Resolver resolver) {
        this.policy = generation.policy();
        this.resolver = resolver;
        this.expander = new AliasExpander(generation, services, resolver);
    }

    /** One for each recipient that the addresses stand for. The members of an alias come last first, as sendmail takes them. */
    public List<Prospect> of(List<String> addresses) {
        Job job = expander.expand(job(addresses), Instant.now()).job();
        Map<Integer, List<JobRecipient>> members = job.recipients().stream().collect(Collectors.groupingBy(JobRecipient::parent));
        members.getOrDefault(NOBODY, List.of()).forEach(recipient -> add(members, recipient));
        return prospects;
    }

    private static Job job(List<String> addresses) {
        Instant now = Instant.now();
        List<JobRecipient> recipients = new ArrayList<>();
        for (String address : addresses) {
            recipients.add(JobRecipient.submitted(recipients.size(), Recipient.of(address), now));
        }
        return new Job(new QueueId("preview"), now, Origin.local("nobody"), ReversePath.NULL, recipients, Header.EMPTY, 0, false,
                false);
    }

    private void add(Map<Integer, List<JobRecipient>> members, JobRecipient recipient) {
        if (recipient.state() == State.EXPANDED) {
            List<JobRecipient> children = new ArrayList<>(members.getOrDefault(recipient.number(), List.of()));
            if (!recipient.display().startsWith(INCLUSION)) {
                Collections.reverse(children);
            }
            children.forEach(member -> add(members, member));
        } else if (recipient.state() == State.FAILED) {
            refused(recipient, recipient.lastOutcome().orElseThrow());
        } else if (recipient.isPending()) {
            pending(recipient);
        }
    }

    private void pending(JobRecipient recipient) {
        if (recipient.target() instanceof Target.ToProgram program) {
            Route route = NamedMailers.route(policy, program.command(), program.user());
            accepted(recipient, new Route(route.mailer(), route.host(), shown(recipient)));
        } else if (recipient.target() instanceof Target.ToFile) {
            accepted(recipient, new Route("*file*", "", shown(recipient)));
        } else if (recipient.lastOutcome().isPresent()) {
            refused(recipient, recipient.lastOutcome().get()); // it could not be expanded now
        } else {
            Destination destination = resolver.resolveUnaliased(((Target.ToAddress) recipient.target()).address());
            if (destination instanceof Destination.Mail mail) {
                accepted(recipient, mail.route());
            } else if (destination instanceof Destination.Refused refused) {
                refused(recipient, new Verdict(refused.code(), refused.status(), refused.text()));
            } else {
                prospects.add(new Prospect(recipient.display(), OK, Optional.empty()));
            }
        }
    }

    private void accepted(JobRecipient recipient, Route route) {
        prospects.add(new Prospect(shown(recipient), OK, Optional.of(route)));
    }

    /** As aliases are written: a command line with blanks is in quotes. */
    private static String shown(JobRecipient recipient) {
        String text = recipient.display();
        return !(recipient.target() instanceof Target.ToAddress) && text.indexOf(' ') >= 0 ? '"' + text + '"' : text;
    }

    private void refused(JobRecipient recipient, Outcome outcome) {
        EnhancedStatus status = outcome.status();
        refused(recipient, new Verdict(status.isTransient() ? 451 : 550, status, outcome.text()));
    }

    private void refused(JobRecipient recipient, Verdict verdict) {
        prospects.add(new Prospect(recipient.display(), verdict, Optional.empty()));
    }
}
