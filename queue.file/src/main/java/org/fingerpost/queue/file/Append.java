package org.fingerpost.queue.file;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A record on its way into the journal. One thread at a time. */
final class Append {

    private final JournalRecord record;
    private final Consumer<Segment.Part> applied;
    private final CompletableFuture<Void> stage = new CompletableFuture<>();
    private long at;
    private int head;
    private Throwable failure;

    /** @param applied is told, once the record is stable, where its control file and its body are; on the thread that writes */
    Append(JournalRecord record, Consumer<Segment.Part> applied) {
        this.record = record;
        this.applied = applied;
    }

    JournalRecord record() {
        return record;
    }

    /** Whether somebody waits for it before mail goes on: all but the record that a job has gone. */
    boolean isUrgent() {
        return record.kind() != JournalRecord.Kind.GONE;
    }

    CompletableFuture<Void> stage() {
        return stage;
    }

    /** Where it has been written. */
    void writtenAt(long place, int headLength) {
        at = place;
        head = headLength;
    }

    /** The first reason counts. */
    void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    void apply(Segment segment) {
        if (failure == null) {
            applied.accept(new Segment.Part(segment, at + head, record.control().length + record.bodySize()));
        }
    }

    /** Tells whoever waits. */
    void complete() {
        if (failure == null) {
            stage.complete(null);
        } else {
            stage.completeExceptionally(failure);
        }
    }
}
