package org.fingerpost.queue.file;

import java.io.IOException;

/** Puts a new job into the store: its body, then its control file. */
final class Commit extends Change {

    private final NewFile body;
    private final NextControl control;
    private final Condition condition;

    Commit(NewFile body, NextControl control, Condition condition) {
        this.body = body;
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
        body.settle();
        control.settle();
    }

    @Override
    boolean addsBody() {
        return true;
    }

    @Override
    void publish() throws IOException {
        control.publish();
    }

    @Override
    void undo() {
        if (control.isPublished()) {
            // The flush of the folder failed. Its name may come back after a power cut, so the body stays until the next opening.
            control.withdraw();
        } else {
            control.discard();
            body.discard();
        }
    }
}
