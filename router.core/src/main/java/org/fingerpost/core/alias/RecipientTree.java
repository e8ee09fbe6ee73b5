package org.fingerpost.core.alias;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.core.dsn.Receipts;

/** The recipients of a job while they are expanded: a list that grows, and who claimed which destination first. Of one thread. */
final class RecipientTree {

    /** How the name of an inclusion begins. */
    static final String INCLUSION = ":include:";

    private final List<JobRecipient> recipients;
    private final Instant now;
    private final int maxMembers;
    private final long mostInAll;
    /** Destination → the recipient that is delivered to there. */
    private final Map<Object, Integer> claims = new HashMap<>();
    /** The destination of each recipient, by number; null where there is none, and shorter where none follows. */
    private final List<Object> keys = new ArrayList<>();
    private final Set<Integer> unaliased = new HashSet<>();
    /** Lists with owners, with the parameters of their members. */
    private final Map<Integer, JobRecipient> ancestors = new HashMap<>();
    /** Those that nothing comes of, anywhere: the same list again in itself, and senders who are left out. */
    private final BitSet idle = new BitSet();
    /** Targets about which an earlier expansion has decided. */
    private final Set<Target> settled = new HashSet<>();

    /** @param maxMembers how many may be added */
    RecipientTree(List<JobRecipient> recipients, Instant now, int maxMembers) {
        this.maxMembers = maxMembers;
        this.mostInAll = recipients.size() + (long) maxMembers;
        this.recipients = new ArrayList<>(recipients);
        this.now = now;
    }

    List<JobRecipient> recipients() {
        return recipients;
    }

    int size() {
        return recipients.size();
    }

    JobRecipient get(int number) {
        return recipients.get(number);
    }

    /** @throws Postponed if there are too many already */
    int add(int parent, Target target) throws Postponed {
        int number = recipients.size();
        if (number >= mostInAll) {
            throw new Postponed("4.2.4", "aliases and lists make more than " + maxMembers + " recipients of the message");
        }
        recipients.add(ancestors.getOrDefault(parent, recipients.get(parent)).child(number, target, now));
        return number;
    }

    /** Mail from this list goes on with its owner as the reverse-path, and without what the sender asked for. */
    void own(int list, ReversePath owner) {
        recipients.set(list, recipients.get(list).withListOwner(owner));
        JobRecipient known = recipients.get(list);
        ancestors.put(list, known.withParameters(Receipts.ofMembers(known.recipient().parameters())));
    }

    void setState(int number, State state) {
        recipients.set(number, recipients.get(number).withState(state));
    }

    void fail(int number, Outcome outcome) {
        recipients.set(number, recipients.get(number).withOutcome(outcome, State.FAILED, now));
    }

    /** An earlier expansion has decided about it: nothing of the same text is delivered to. */
    void settle(int number) {
        settled.add(recipients.get(number).target());
    }

    boolean isSettled(JobRecipient recipient) {
        return settled.contains(recipient.target());
    }

    /**
     * The first to claim a destination is delivered; any other is a duplicate.
     *
     * @param key a route, a target that is no address, or the text of what is none
     */
    boolean claim(int number, Object key) {
        Integer first = claims.putIfAbsent(key, number);
        if (first != null && first != number) {
            if (recipients.get(number).isPending()) {
                setState(number, State.DUPLICATE);
            }
            return false;
        }
        while (keys.size() <= number) {
            keys.add(null);
        }
        keys.set(number, key);
        return true;
    }

    /** Whether a recipient that this one came from claimed {@code key}. */
    boolean isBelow(int number, Object key) {
        for (int at = recipients.get(number).parent(); at >= 0; at = recipients.get(at).parent()) {
            if (at < keys.size() && key.equals(keys.get(at))) {
                return true;
            }
        }
        return false;
    }

    int depth(int number) {
        int depth = 0;
        for (int at = recipients.get(number).parent(); at >= 0; at = recipients.get(at).parent()) {
            depth++;
        }
        return depth;
    }

    /** No alias is looked for under this name. */
    void unalias(int number) {
        unaliased.add(number);
    }

    boolean isUnaliased(int number) {
        return unaliased.contains(number);
    }

    /**
     * Takes back all that was added from {@code mark} on; the submitted recipient waits, with the reason.
     *
     * @param given the submitted recipient as it was before
     */
    void cutBack(int mark, JobRecipient given, Outcome why) {
        int root = given.number();
        while (recipients.size() > mark) {
            int last = recipients.size() - 1;
            release(last);
            recipients.remove(last);
        }
        release(root);
        recipients.set(root, given.withOutcome(why, State.PENDING, now));
    }

    private void release(int number) {
        Object key = number < keys.size() ? keys.set(number, null) : null;
        if (key != null) {
            claims.remove(key);
        }
        unaliased.remove(number);
        ancestors.remove(number);
        idle.clear(number);
    }

    /** Nothing comes of it, here or elsewhere. */
    void drop(int number) {
        setState(number, State.DUPLICATE);
        idle.set(number);
    }

    /**
     * An alias for nothing, or only for itself, reaches nobody: that must be said. An alias for nobody but the sender reaches the
     * sender after all.
     *
     * @param mark the first that was added below it
     */
    void failIfNothingIsLeft(int root, int mark) {
        if (recipients.get(root).state() != State.EXPANDED
                || !IntStream.range(mark, recipients.size()).allMatch(this::isNothing)) {
            return;
        }
        boolean loop = false;
        for (int number = idle.nextSetBit(mark); number >= 0; number = idle.nextSetBit(number + 1)) {
            boolean list = isInclusion(number);
            loop |= list;
            if (!list) {
                setState(number, State.PENDING);
                return;
            }
        }
        fail(root, loop ? Outcome.failed("5.4.6", "aliasing/forwarding loop broken")
                : Outcome.failed("5.1.1", "the alias stands for nobody"));
    }

    private boolean isNothing(int number) {
        return recipients.get(number).state() == State.EXPANDED || idle.get(number);
    }

    private boolean isInclusion(int number) {
        return recipients.get(number).display().startsWith(INCLUSION);
    }
}
