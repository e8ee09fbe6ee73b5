package org.fingerpost.queue.file;

import java.io.IOException;

import org.fingerpost.api.mail.QueueId;

/** Replaces the control file of a job that is in the store. */
final class Update extends Change {

    private final Spool spool;
    private final QueueId id;
    private final NextControl control;

    Update(Spool spool, QueueId id, NextControl control) {
        this.spool = spool;
        this.id = id;
        this.control = control;
    }

    @Override
    void prepare() throws IOException {
        control.write();
    }

    @Override
    void settle() throws IOException {
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
