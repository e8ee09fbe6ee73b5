package org.fingerpost.core.alias;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.core.alias.AliasExpander.Expansion;

/** An expansion that is under way, a part at a time. Of one thread at a time. */
public final class ExpansionRun {

    private static final int NONE = -1;

    private final Job job;
    private final RecipientTree tree;
    private final NodeVisit visits;
    private final Set<Integer> postponed = new HashSet<>();
    /** How many have been looked at for what an earlier expansion has decided. */
    private int settled;
    /** The next submitted recipient, the one whose tree grows now, where that began, and what is next in it. */
    private int submitted;
    private int root = NONE;
    private JobRecipient given;
    private int mark;
    private int next;
    /** Those below have been told by {@link #ahead}. */
    private int told;

    ExpansionRun(Job job, RecipientTree tree, NodeVisit visits) {
        this.job = job;
        this.tree = tree;
        this.visits = visits;
    }

    /** Looks at so many recipients at most. @return whether there are more */
    public boolean goOn(int most) {
        for (int i = 0; i < most; i++) {
            if (settled < job.recipients().size()) {
                visits.settle(job.recipients().get(settled++));
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
                given = candidate;
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
                visits.visit(root);
            } else if (next < tree.size()) {
                visits.visit(next++);
            } else {
                tree.failIfNothingIsLeft(root, mark);
                root = NONE;
            }
        } catch (Postponed why) {
            tree.cutBack(mark, given, why.outcome());
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
