package org.fingerpost.queue.file;

import java.io.IOException;

/** Puts a new job into the store: its body, then its control file. */
final class Commit extends Change {

    private final NewFile body;
    private final NextControl control;

    Commit(NewFile body, NextControl control) {
        this.body = body;
        this.control = control;
    }

    @Override
    void prepare() throws IOException {
        control.write();
    }

    @Override
    void settle() throws IOException {
        control.settle();
        body.settle();
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
