package org.fingerpost.core.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.unix.Account;
import org.fingerpost.core.check.CompatibilityCheck;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.Destinations;
import org.fingerpost.core.route.NamedMailers;

/**
 * Routes recipients afresh and groups them by (mailer, host), in the order of their first appearance; what goes out with another
 * reverse-path or in another user's name is apart. What has no route has its outcome at once.
 */
final class Batches {

    /** What files of aliases are delivered by: sendmail's name. */
    private static final String FILE_MAILER = "*file*";

    /** Nobody is told of it as a success. */
    private static final Outcome DISCARDED = new Outcome.Delivered(EnhancedStatus.of("2.1.5"), "discarded by the policy",
            Optional.empty(), Outcome.Handover.REPORTING);

    /** @param runAs in whose name its mailer acts; empty for the router itself */
    private record Group(Via way, ReversePath sender, Optional<Account> runAs) {
    }

    private final Job job;
    private final Generation generation;
    private final Destinations resolver;
    private final CompatibilityCheck compatibility;
    private final Identities identities;
    private final Map<Group, List<Batch.Member>> groups = new LinkedHashMap<>();
    private final Map<JobRecipient, Outcome> decided = new LinkedHashMap<>();

    Batches(Job job, Generation generation, Destinations resolver, CompatibilityCheck compatibility,
            Identities identities) {
        this.job = job;
        this.compatibility = compatibility;
        this.generation = generation;
        this.resolver = resolver;
        this.identities = identities;
    }

    void add(JobRecipient recipient) {
        compatibility.objection(recipient).ifPresentOrElse(outcome -> decided.put(recipient, outcome), () -> place(recipient));
    }

    private void place(JobRecipient recipient) {
        Target target = recipient.target();
        if (target instanceof Target.ToProgram program) {
            group(recipient, NamedMailers.route(generation.policy(), program.command(), program.user()), program.user(), "");
        } else if (target instanceof Target.ToFile file) {
            group(recipient, new Route(FILE_MAILER, "", file.path()), file.user(), "");
        } else {
            route(recipient, ((Target.ToAddress) target).address());
        }
    }

    private void route(JobRecipient recipient, String address) {
        Destination destination = resolver.resolveUnaliased(address);
        if (destination instanceof Destination.Mail mail) {
            group(recipient, mail.route(), "", mail.route().user());
        } else if (destination instanceof Destination.Refused refused) {
            decided.put(recipient, Outcome.of(refused.status(), Printable.line(refused.text()), Optional.empty()));
        } else {
            decided.put(recipient, DISCARDED);
        }
    }

    /**
     * @param controller in whose name a program or file of a list is used; empty for the default user, and for addresses
     * @param user       who an address is to its mailer; empty for programs and files
     */
    private void group(JobRecipient recipient, Route route, String controller, String user) {
        try {
            Optional<Account> runAs = identities.of(generation.mailer(route.mailer()), controller, user);
            groups.computeIfAbsent(new Group(new Via(route.mailer(), route.host()), job.senderFor(recipient), runAs),
                    key -> new ArrayList<>()).add(new Batch.Member(recipient, route));
        } catch (NobodyException e) {
            decided.put(recipient, e.outcome());
        }
    }

    /** Those that need no attempt. */
    Map<JobRecipient, Outcome> decided() {
        return decided;
    }

    /** All others, each batch within its mailer's limit. */
    List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        groups.forEach((key, members) -> {
            MailerDefinition mailer = generation.mailer(key.way().mailer());
            batches.addAll(new Batch(mailer, key.way().host(), key.sender(), key.runAs(), members).split());
        });
        return batches;
    }
}
