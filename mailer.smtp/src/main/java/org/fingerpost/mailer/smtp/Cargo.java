package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.fingerpost.api.mailer.Outcome;

/** A message on its connection: the way of its content, and whether its owner has been told. Guarded by the connection's lock. */
final class Cargo {

    private final Sending sending;
    private final Disk disk;
    private final Executor guard;
    private final ContentPump.Progress progress;
    private ContentPump content;
    private boolean told;

    Cargo(Sending sending, Disk disk, Executor guard, ContentPump.Progress progress) {
        this.sending = sending;
        this.disk = disk;
        this.guard = guard;
        this.progress = progress;
        this.content = new ContentPump(sending.content(), disk, guard, progress);
    }

    Sending sending() {
        return sending;
    }

    ContentPump content() {
        return content;
    }

    /**
     * Begins to read, so that the first chunk is there when the server asks for it; from the beginning if it has been sent
     * before.
     */
    void prepareContent() {
        ContentForm form = sending.transaction().form();
        if (content.isNoGoodFor(form)) {
            content.stop();
            content = new ContentPump(sending.content(form), disk, guard, progress);
        }
        content.prepare();
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
