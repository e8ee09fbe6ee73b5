package org.fingerpost.queue.file;

import java.io.IOException;

import org.fingerpost.api.mail.QueueId;

/** Replaces the control file of a job that is in the store. */
final class Update extends Change {

    private final Spool spool;
    private final QueueId id;
    private final NextControl control;
    private final Condition condition;

    Update(Spool spool, QueueId id, NextControl control, Condition condition) {
        this.spool = spool;
        this.id = id;
        this.control = control;
        this.condition = condition;
    }

    @Override
    void prepare() throws IOException {
        condition.require();
        control.write();
    }

    @Override
    void settle() throws IOException {
        condition.require();
        control.settle();
    }

    @Override
    void publish() throws IOException {
        if (!spool.has(id)) {
            // Else a control file without a body would be made.
            throw new IOException("the job is not in the store, it cannot be updated");
        }
        control.publish();
    }

    @Override
    void undo() {
        control.discard();
    }
}
