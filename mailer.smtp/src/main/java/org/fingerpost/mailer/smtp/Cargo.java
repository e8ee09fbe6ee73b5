package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.fingerpost.api.mailer.Outcome;

/** A message on its connection: the way of its content, and whether its owner has been told. Guarded by the connection's lock. */
final class Cargo {

    private final Sending sending;
    private final ContentPump content;
    private boolean told;

    Cargo(Sending sending, Executor disk, Executor guard, ContentPump.Progress progress) {
        this.sending = sending;
        this.content = new ContentPump(sending.content(), disk, guard, progress);
    }

    Sending sending() {
        return sending;
    }

    ContentPump content() {
        return content;
    }

    /** Its outcomes, once they are known; only once. */
    Optional<List<Outcome>> news() {
        Optional<List<Outcome>> decided = told ? Optional.empty() : sending.transaction().outcomes();
        told = told || decided.isPresent();
        return decided;
    }

    boolean isTold() {
        return told;
    }

    /** Its name in the log. */
    @Override
    public String toString() {
        return sending.delivery().queueId().toString();
    }
}
