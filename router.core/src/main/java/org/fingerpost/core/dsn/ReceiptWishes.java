package org.fingerpost.core.dsn;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;

/** How far down a job's tree the wishes for receipts of some of its submitted recipients go. */
final class ReceiptWishes {

    /** What the tree of one wish comes to: members of lists with owners do not count, such a list counts as one. */
    private static final class Reach {
        private int ends;
        private JobRecipient end;
    }

    private final Job job;
    private final Map<Integer, Reach> wishes = new HashMap<>();
    /** Below a list with an owner. */
    private final BitSet owned = new BitSet();

    /** @param submitted the numbers of those that were expanded and of which the sender wants a receipt */
    ReceiptWishes(Job job, List<Integer> submitted) {
        this.job = job;
        submitted.forEach(number -> wishes.put(number, new Reach()));
        job.recipients().forEach(this::count);
    }

    /** Parents come before their children. */
    private void count(JobRecipient r) {
        Reach reach = wishes.get(job.root(r).number());
        if (reach == null) {
            return;
        }
        if (r.parent() >= 0 && (owned.get(r.parent()) || job.recipients().get(r.parent()).listOwner().isPresent())) {
            owned.set(r.number());
        } else if (r.state() != State.EXPANDED || r.listOwner().isPresent()) {
            reach.ends++;
            reach.end = r;
        }
    }

    /** Whether the wish has been met further up, or with this one itself, so that what comes of it later is not told. */
    boolean endsAbove(JobRecipient r) {
        Reach reach = wishes.get(job.root(r).number());
        return reach != null && !owned.get(r.number()) && (reach.ends > 1 || isListWithOwner(reach.end));
    }

    /** Whether the sender is told of this one that it was expanded, or delivered to its list. */
    boolean isToldOf(JobRecipient r) {
        Reach reach = wishes.get(job.root(r).number());
        return reach != null && (reach.ends > 1 ? r.parent() < 0 : isListWithOwner(reach.end)
                && r.number() == reach.end.number());
    }

    private static boolean isListWithOwner(JobRecipient r) {
        return r != null && r.listOwner().isPresent() && r.state() == State.EXPANDED;
    }
}
