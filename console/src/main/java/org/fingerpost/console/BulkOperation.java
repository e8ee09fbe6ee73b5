package org.fingerpost.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Iterator;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueControl.Entry;
import org.fingerpost.api.queue.QueueControl.Order;
import org.fingerpost.api.queue.QueueControl.Tally;
import org.fingerpost.api.queue.Selector;

/** One verb on what a selector means: says how it goes, and what came of it. Of one thread, used once. */
final class BulkOperation {

    private static final long PROGRESS_NANOS = Duration.ofSeconds(3).toNanos();

    private final QueueVerb verb;
    private final Selector which;
    private final Invocation call;
    private long told = System.nanoTime();

    BulkOperation(QueueVerb verb, Selector which, Invocation call) {
        this.verb = verb;
        this.which = which;
        this.call = call;
    }

    int run(QueueControl queue, String reason) {
        Tally tally = verb.apply(queue, which, new Order(call.user(), reason, this::looked));
        StringBuilder text = new StringBuilder();
        text.append(messages(tally.changed())).append(tally.changed() == 1 ? " is " : " are ").append(verb.done());
        if (tally.changed() > 0) {
            text.append(" (").append(counted(tally.recipients(), "recipient")).append(')');
        }
        int same = tally.matched() - tally.changed() - tally.busy() - tally.failed();
        text.append(same > 0 ? ", " + same + left(same) : "");
        text.append(verb == QueueVerb.RETRY && tally.busy() > 0 ? ", " + tally.busy() + " being tried now" : "").append('\n');
        call.output().print(text);
        return status(tally);
    }

    /** What is not done, and why that may be. */
    private String left(int same) {
        String are = same == 1 ? " is" : " are";
        return switch (verb) {
            case HOLD -> are + " held already";
            case RELEASE -> are + " not held";
            case RETRY -> are + " held or waits for nothing";
            case REQUEUE, REMOVE -> are + " left as before";
        };
    }

    private int status(Tally tally) {
        PrintStream error = call.error();
        int left = verb == QueueVerb.RETRY ? 0 : tally.busy(); // what is being tried is being tried
        if (left > 0) {
            error.println("fingerpost queue: " + messages(left) + (left == 1 ? " is" : " are")
                    + " being delivered now and left alone; try again");
        }
        if (tally.failed() > 0) {
            error.println("fingerpost queue: " + messages(tally.failed()) + " could not be changed; the router's log says why");
        }
        if (left + tally.failed() > 0) {
            return Sysexits.TEMPFAIL;
        }
        if (!which.ids().isEmpty() && tally.matched() < which.ids().size()) {
            error.println("fingerpost queue: " + missing(which.ids().size() - tally.matched()));
            return Sysexits.UNAVAILABLE;
        }
        return tally.matched() > 0 ? Sysexits.OK : Sysexits.NOTHING;
    }

    private String missing(int count) {
        boolean idsAlone = which.equals(Selector.of(which.ids().toArray(QueueId[]::new)));
        if (idsAlone && which.ids().size() == 1) {
            return "there is no message " + which.ids().iterator().next();
        }
        return count + " of these ids " + (count == 1 ? "is" : "are") + " not in the queue"
                + (idsAlone ? "" : ", or the other selectors do not hold for " + (count == 1 ? "it" : "them"));
    }

    /** Lists what would be changed. */
    int rehearse(QueueControl queue) {
        int count = 0;
        for (Iterator<Entry> each = queue.list(which).iterator(); each.hasNext(); count++) {
            Entry entry = each.next();
            StringBuilder line = new StringBuilder().append(entry.job().id()).append("  ").append(entry.job().sender());
            for (JobRecipient recipient : which.recipients(entry.job())) {
                line.append("  ").append(recipient.display());
            }
            call.output().println(TextTable.printable(line.toString()));
        }
        call.output().println(messages(count) + " would be " + verb.done());
        return count > 0 ? Sysexits.OK : Sysexits.NOTHING;
    }

    /** Long work says from time to time how far it is; who is not there any more does not want it done. */
    private boolean looked(Tally so, int of) {
        long now = System.nanoTime();
        if (now - told < PROGRESS_NANOS) {
            return true;
        }
        told = now;
        call.error().println(so.looked() + " of " + of + " messages looked at, " + so.changed() + " " + verb.done());
        return !call.error().checkError();
    }

    private static String messages(int count) {
        return counted(count, "message");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
