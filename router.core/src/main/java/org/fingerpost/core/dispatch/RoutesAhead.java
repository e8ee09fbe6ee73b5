package org.fingerpost.core.dispatch;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.fingerpost.core.queue.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the rules about the many addresses of a list before it goes on, by a few workers at once: rules have no side effects, so
 * it does not matter who asks when. A slice at a time; others have their turns between. What fails here is asked again, and
 * fails, where it matters.
 */
final class RoutesAhead {

    private static final Logger LOG = LoggerFactory.getLogger(RoutesAhead.class);

    /** Of the queue's workers for one list; the others are for other mail. */
    private static final int WORKERS = 2;

    private final List<String> addresses;
    private final Consumer<String> rules;
    private final int slice;
    private final Turn turn;
    private final Runnable then;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger(WORKERS);

    /**
     * @param slice how many without a break
     * @param then  runs once all have been asked about, on the worker that was the last
     */
    RoutesAhead(List<String> addresses, Consumer<String> rules, int slice, Turn turn, Runnable then) {
        this.addresses = addresses;
        this.rules = rules;
        this.slice = slice;
        this.turn = turn;
        this.then = then;
    }

    /** Returns at once; called once. */
    void begin() {
        for (int i = 0; i < WORKERS; i++) {
            turn.later(this::goOn);
        }
    }

    private void goOn() {
        if (isMore()) {
            turn.later(this::goOn);
        } else if (working.decrementAndGet() == 0) {
            then.run();
        }
    }

    /** Asks about the next slice. @return whether there may be more */
    private boolean isMore() {
        int from = next.getAndAdd(slice);
        int to = Math.min(addresses.size(), from + slice);
        try {
            for (int i = from; i < to; i++) {
                rules.accept(addresses.get(i));
            }
        } catch (Throwable e) { // rule sets of plug-ins may throw anything
            LOG.debug("a list is routed without looking ahead", e);
            return false;
        }
        return to < addresses.size() && from < to;
    }
}
