package org.fingerpost.core.alias;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.Destinations;

/**
 * Expands the submitted recipients of a job into the tree of all its recipients, breadth first. Names that were expanded stay in
 * the tree, marked; what comes up twice is delivered once. Whatever cannot be looked up now leaves its submitted recipient as it
 * was, to be expanded at the next attempt; the others go on.
 */
public final class AliasExpander {

    private static final int DEFAULT_DEPTH = 10;

    private final Destinations resolver;
    private final Generation generation;
    private final Consumer<JobRecipient> listener;
    private final int maxDepth;

    public AliasExpander(Generation generation, Destinations resolver) {
        this(generation, resolver, recipient -> { });
    }

    /** @param listener hears of each recipient before it is looked at */
    public AliasExpander(Generation generation, Destinations resolver, Consumer<JobRecipient> listener) {
        this.generation = generation;
        this.resolver = resolver;
        this.listener = listener;
        this.maxDepth = (int) generation.number("MaxAliasRecursion", DEFAULT_DEPTH);
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
        Work work = begin(job, now);
        while (work.goOn(Integer.MAX_VALUE)) {
            continue;
        }
        return work.result();
    }

    /** Whether an earlier expansion has decided about it. */
    private static boolean isSettled(JobRecipient recipient) {
        return switch (recipient.state()) {
            case DELIVERED, FAILED, RETURNED, REMOVED -> true;
            case PENDING -> recipient.parent() >= 0;
            case EXPANDED, DUPLICATE, REPLACED -> false;
        };
    }

    /** Where it went, by today's rules, nothing goes again. */
    private void settle(RecipientTree tree, JobRecipient recipient) {
        if (!isSettled(recipient)) {
            return;
        }
        tree.settle(recipient.number());
        if (!(recipient.target() instanceof Target.ToAddress address)) {
            tree.claim(recipient.number(), recipient.display());
        } else if (resolver.resolveUnaliased(address.address()) instanceof Destination.Mail mail) {
            tree.claim(recipient.number(), mail.route());
        }
    }

    /** The same, a part at a time. */
    public Work begin(Job job, Instant now) {
        return new Work(job, now);
    }

    /** An expansion that is under way. Of one thread at a time. */
    public final class Work {

        private static final int NONE = -1;

        private final Job job;
        private final RecipientTree tree;
        private final Set<Integer> postponed = new HashSet<>();
        /** How many have been looked at for what an earlier expansion has decided. */
        private int settled;
        /** The next submitted recipient, the one whose tree grows now, where that began, and what is next in it. */
        private int submitted;
        private int root = NONE;
        private int mark;
        private int next;
        /** Those below have been told by {@link #ahead}. */
        private int told;

        private Work(Job job, Instant now) {
            this.job = job;
            this.tree = new RecipientTree(job.recipients(), now);
        }

        /** Looks at so many recipients at most. @return whether there are more */
        public boolean goOn(int most) {
            for (int i = 0; i < most; i++) {
                if (settled < job.recipients().size()) {
                    settle(tree, job.recipients().get(settled++));
                } else if (root != NONE || beginNext()) {
                    step();
                } else {
                    return false;
                }
            }
            return true;
        }

        private boolean beginNext() {
            while (submitted < job.recipients().size()) {
                JobRecipient candidate = job.recipients().get(submitted++);
                if (candidate.isPending() && candidate.parent() < 0) {
                    root = candidate.number();
                    mark = tree.size();
                    told = mark;
                    next = NONE;
                    return true;
                }
            }
            return false;
        }

        /** The tree grows while it is walked: what is added is looked at in its turn. */
        private void step() {
            try {
                if (next == NONE) {
                    next = mark;
                    visit(tree, root);
                } else if (next < tree.size()) {
                    visit(tree, next++);
                } else {
                    tree.failIfNothingIsLeft(root);
                    root = NONE;
                }
            } catch (Postponed why) {
                tree.cutBack(mark, root, why.outcome);
                postponed.add(root);
                root = NONE;
            }
        }

        /** Addresses that have come up since this was asked last and that will be looked at. */
        public List<String> ahead() {
            List<String> addresses = new ArrayList<>();
            for (told = Math.max(told, next); root != NONE && told < tree.size(); told++) {
                if (tree.get(told).isPending() && tree.get(told).target() instanceof Target.ToAddress address) {
                    addresses.add(address.address());
                }
            }
            return addresses;
        }

        /** Once there is no more. */
        public Expansion result() {
            Job grown = postponed.isEmpty() ? job.withExpansion(tree.recipients()) : job.withRecipients(tree.recipients());
            return new Expansion(grown, postponed);
        }
    }

    private void visit(RecipientTree tree, int number) throws Postponed {
        JobRecipient recipient = tree.get(number);
        listener.accept(recipient);
        if (!recipient.isPending()) {
            return;
        }
        if (!(recipient.target() instanceof Target.ToAddress address)) {
            tree.claim(number, recipient.display());
            return;
        }
        Destination destination = tree.isUnaliased(number)
                ? resolver.resolveUnaliased(address.address()) : resolver.resolve(address.address());
        if (destination instanceof Destination.Alias alias) {
            String key = "alias " + alias.route().user();
            if (tree.isBelow(number, key)) {
                selfReference(tree, number, address.address());
            } else if (tree.claim(number, key)) {
                replace(tree, number, AliasParser.parse(alias.value()));
            }
        } else if (tree.isSettled(recipient)) {
            tree.setState(number, State.DUPLICATE);
        } else if (destination instanceof Destination.Mail mail) {
            tree.claim(number, mail.route());
        } else if (destination instanceof Destination.Refused refused) {
            refuse(tree, number, refused);
        }
    }

    /** A name in its own expansion means the mailbox of that name, if there is one; else the loop ends here. */
    private void selfReference(RecipientTree tree, int number, String address) throws Postponed {
        Destination itself = resolver.resolveUnaliased(address);
        if (itself instanceof Destination.Mail mail) {
            tree.unalias(number);
            tree.claim(number, mail.route());
        } else if (itself instanceof Destination.Refused refused && refused.status().isTransient()) {
            refuse(tree, number, refused);
        } else {
            tree.fail(number, Outcome.failed("5.4.6", "aliasing/forwarding loop broken"));
        }
    }

    private void refuse(RecipientTree tree, int number, Destination.Refused refused) throws Postponed {
        if (refused.status().isTransient()) {
            throw new Postponed(refused.status().toString(), refused.text());
        }
        tree.fail(number, Outcome.failed(refused.status().toString(), Printable.line(refused.text())));
    }

    private void replace(RecipientTree tree, int number, List<AliasTarget> targets) throws Postponed {
        if (tree.depth(number) >= maxDepth) {
            tree.fail(number, Outcome.failed("5.4.6", "aliases are nested deeper than " + maxDepth));
            return;
        }
        tree.setState(number, State.EXPANDED);
        for (AliasTarget target : targets) {
            add(tree, number, target);
        }
    }

    private void add(RecipientTree tree, int parent, AliasTarget target) throws Postponed {
        if (target instanceof AliasTarget.ToAddress address) {
            int child = tree.add(parent, new Target.ToAddress(address.text()));
            if (address.unaliased()) {
                tree.unalias(child);
            }
        } else if (target instanceof AliasTarget.ToProgram program) {
            tree.add(parent, new Target.ToProgram(program.command(), ""));
        } else if (target instanceof AliasTarget.ToFile file) {
            tree.add(parent, new Target.ToFile(file.path(), ""));
        } else if (target instanceof AliasTarget.Include include) {
            include(tree, parent, include.path());
        }
    }

    private void include(RecipientTree tree, int parent, String path) throws Postponed {
        int node = tree.add(parent, new Target.ToAddress(":include:" + path));
        if (tree.depth(node) > maxDepth) {
            tree.fail(node, Outcome.failed("5.4.6", "inclusions are nested deeper than " + maxDepth));
            return;
        }
        if (!tree.claim(node, ":include:" + path)) {
            return;
        }
        tree.setState(node, State.EXPANDED);
        try {
            Path list = generation.directory().resolve(path);
            boolean trusted = Files.exists(list) && FileSafety.STRICT.objection(list, owner(generation.directory())).isEmpty();
            for (AliasTarget target : InclusionList.read(list)) {
                if (trusted || target instanceof AliasTarget.ToAddress || target instanceof AliasTarget.Include) {
                    add(tree, node, target);
                } else {
                    addUntrusted(tree, node, target);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new Postponed("4.2.4", Printable.line(String.valueOf(e.getMessage())));
        }
    }

    private static int owner(Path own) throws IOException {
        return (Integer) Files.getAttribute(own, "unix:uid");
    }

    /** Whoever can write a list could otherwise run and write whatever the router can. */
    private static void addUntrusted(RecipientTree tree, int list, AliasTarget target) {
        int child = tree.add(list, target instanceof AliasTarget.ToProgram program
                ? new Target.ToProgram(program.command(), "") : new Target.ToFile(((AliasTarget.ToFile) target).path(), ""));
        tree.fail(child, Outcome.failed("5.7.1",
                "others can write the list: address list unsafe for mailing to programs or files"));
    }

    /** Something that cannot be known now. */
    private static final class Postponed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        Postponed(String status, String text) {
            super(text, null, false, false);
            this.outcome = Outcome.deferred(status, text);
        }
    }
}
