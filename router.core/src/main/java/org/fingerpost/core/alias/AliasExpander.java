package org.fingerpost.core.alias;

import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.route.Destinations;
import org.fingerpost.core.route.NamedMailers;
import org.fingerpost.core.route.Unaliased;
import org.fingerpost.core.services.Services;

/**
 * Expands the submitted recipients of a job into the tree of all its recipients, breadth first. Names that were expanded stay in
 * the tree, marked; what comes up twice is delivered once. Whatever cannot be looked up now leaves its submitted recipient as it
 * was, to be expanded at the next attempt; the others go on.
 */
public final class AliasExpander {

    private static final Pattern NO = Pattern.compile("(?i)[fn0].*");
    private static final int DEFAULT_DEPTH = 10;

    private final Policy policy;
    private final Destinations destinations;
    private final Consumer<JobRecipient> listener;
    private final Inclusions inclusions;
    private final int maxDepth;
    private final int maxMembers;
    private final boolean meToo;

    public AliasExpander(Generation generation, Services services, Destinations destinations) {
        this(generation, services, destinations, recipient -> { });
    }

    /** @param listener hears of each recipient before it is looked at */
    public AliasExpander(Generation generation, Services services, Destinations destinations, Consumer<JobRecipient> listener) {
        this.policy = generation.policy();
        this.destinations = destinations;
        this.listener = listener;
        this.inclusions = new Inclusions(generation, services, services.userFiles(), services.listLimits().bytes());
        this.maxMembers = services.listLimits().members();
        this.maxDepth = (int) generation.number("MaxAliasRecursion", DEFAULT_DEPTH);
        this.meToo = generation.policy().option("MeToo").map(value -> !NO.matcher(value.strip()).matches()).orElse(true);
    }

    /**
     * What expanding gave.
     *
     * @param job       with its tree
     * @param postponed submitted recipients that could not be expanded now: they keep their place and their outcome says why
     */
    public record Expansion(Job job, Set<Integer> postponed) {
    }

    /** Expands what has not been expanded yet. The job is {@link Job#expanded} if nothing had to be postponed. */
    public Expansion expand(Job job, Instant now) {
        ExpansionRun run = begin(job, now);
        while (run.goOn(Integer.MAX_VALUE)) {
            continue;
        }
        return run.result();
    }

    /** The same, a part at a time. */
    public ExpansionRun begin(Job job, Instant now) {
        boolean literal = job.macros().containsKey(Job.NO_ALIAS);
        return begin(job, now, literal ? new Unaliased(destinations) : destinations);
    }

    private ExpansionRun begin(Job job, Instant now, Destinations destinations) {
        RecipientTree tree = new RecipientTree(job.recipients(), now, maxMembers);
        Members members = new Members(tree, inclusions, maxDepth,
                command -> NamedMailers.isNamed(policy, command));
        SenderExemption exempt = new SenderExemption(destinations, job.sender(), meToo);
        ListOwners owners = new ListOwners(destinations, job.sender());
        return new ExpansionRun(job, tree, new NodeVisit(tree, destinations, exempt, owners, members, listener));
    }
}
