package org.fingerpost.core.queue;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Selector;

/**
 * The ids that a selector may mean, in their order. Those of the whole queue are fetched a few at a time, so that a queue of
 * millions takes no memory and its schedule is never stopped for long; what comes after it was begun is left out. Of one thread.
 */
final class QueueIds implements Iterator<QueueId> {

    private static final int AT_A_TIME = 10_000;
    private static final Comparator<QueueId> ORDER = Comparator.comparing(QueueId::value);

    private final Schedule schedule;
    private final boolean all;
    /** How many there were in the beginning. */
    private final int expected;
    private Iterator<QueueId> fetched;
    private QueueId last;
    private int given;

    QueueIds(Schedule schedule, Selector which) {
        this.schedule = schedule;
        this.all = which.ids().isEmpty();
        this.expected = all ? schedule.size() : which.ids().size();
        this.fetched = all ? fetch() : which.ids().stream().sorted(ORDER).iterator();
    }

    int expected() {
        return expected;
    }

    private Iterator<QueueId> fetch() {
        List<QueueId> some = schedule.idsAfter(last, AT_A_TIME);
        last = some.isEmpty() ? last : some.get(some.size() - 1);
        return some.iterator();
    }

    @Override
    public boolean hasNext() {
        if (!fetched.hasNext() && all && given < expected) {
            fetched = fetch();
        }
        return given < expected && fetched.hasNext();
    }

    @Override
    public QueueId next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        given++;
        return fetched.next();
    }
}
