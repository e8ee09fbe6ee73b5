package org.fingerpost.queue.file;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A change of one job on its way to the disk: prepared by the caller's thread, then, in the group that the flush thread makes,
 * settled, published and concluded. After a step has failed the later ones are left out and it is undone. One thread at a time.
 */
abstract class Change {

    /** A step that may fail for this change alone. */
    interface Step {
        void run(Change change) throws IOException;
    }

    private final CompletableFuture<Void> stage = new CompletableFuture<>();
    private Throwable failure;

    /** Writes what is to be flushed. Caller's thread. */
    void prepare() throws IOException {
    }

    /** Flushes the files of this change, of which nobody else knows yet. Runs beside those of other changes. */
    void settle() throws IOException {
    }

    /** Makes the change visible in the folder {@code control}. */
    abstract void publish() throws IOException;

    /** Tidies up after the change is stable. */
    void conclude() {
    }

    /** Tidies up after a step has failed; the old state is found afterwards, as far as that is still possible. */
    void undo() {
    }

    /** Whether it puts a new name into the folder {@code data}. */
    boolean addsBody() {
        return false;
    }

    /** Runs a step unless one has failed; what it throws is kept. */
    final void attempt(Step step) {
        if (failure == null) {
            try {
                step.run(this);
            } catch (IOException | RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    /** The first reason counts. */
    final void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    /** Why it failed; null if it has not. */
    final Throwable failure() {
        return failure;
    }

    final CompletionStage<Void> stage() {
        return stage;
    }

    /** Tidies up and, whatever comes of that, tells whoever waits. */
    final void complete() {
        try {
            tidyUp();
        } finally {
            tell();
        }
    }

    private void tidyUp() {
        if (failure == null) {
            conclude();
        } else {
            undo();
        }
    }

    private void tell() {
        if (failure == null) {
            stage.complete(null);
        } else {
            stage.completeExceptionally(failure);
        }
    }
}
