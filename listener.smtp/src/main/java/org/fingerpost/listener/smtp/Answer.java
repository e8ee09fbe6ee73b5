package org.fingerpost.listener.smtp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What input comes to: a reply now, or one that depends on what somebody else is asked. No thread waits for that; the session
 * takes no input until then.
 */
final class Answer {

    /** What is done on the session's task when what was asked for is known. */
    @FunctionalInterface
    interface Step<T> {
        Answer take(T known) throws BadCommand;
    }

    /** A {@link Step} with what it needs. */
    @FunctionalInterface
    private interface Rest {
        Answer go() throws BadCommand;
    }

    /** Nothing yet: the dialogue was given a {@link Taker}, and the answer is to what that takes. */
    static final Answer NOT_YET = new Answer(null, 0, null, null);

    /** Null if it is still to come. */
    private final Reply reply;
    /** How often it is said. */
    private final int times;
    private final CompletableFuture<?> awaited;
    private final Rest rest;

    private Answer(Reply reply, int times, CompletableFuture<?> awaited, Rest rest) {
        this.reply = reply;
        this.times = times;
        this.awaited = awaited;
        this.rest = rest;
    }

    static Answer of(Reply reply) {
        return of(reply, 1);
    }

    /** The same for each of several recipients (RFC 2033); at least once. */
    static Answer of(Reply reply, int times) {
        return new Answer(reply, times, null, null);
    }

    static Answer of(int code, String status, String... lines) {
        return of(Reply.of(code, status, lines));
    }

    /**
     * Goes on with {@code then} when {@code stage} has completed.
     *
     * @param stage completed in bounded time; one that fails costs the transaction and is answered 451
     */
    static <T> Answer when(CompletionStage<T> stage, Step<T> then) {
        CompletableFuture<T> awaited = stage.toCompletableFuture();
        return new Answer(null, 1, awaited, () -> then.take(awaited.join()));
    }

    /** Whether {@link #reply} or {@link #next} can be had. */
    boolean isReady() {
        return reply != null || awaited.isDone();
    }

    boolean isReply() {
        return reply != null;
    }

    Reply reply() {
        return reply;
    }

    /** What is to be said after {@link #reply}; {@link #NOT_YET} if that is all. */
    Answer afterReply() {
        return times > 1 ? of(reply, times - 1) : NOT_YET;
    }

    /** What came of it; on the session's task, once it is ready and no reply. */
    Answer next() throws BadCommand {
        return rest.go();
    }

    /** @param wake run when it is ready, on any thread, this one included */
    void whenReady(Runnable wake) {
        if (reply != null) {
            wake.run();
        } else {
            awaited.whenComplete((known, failure) -> wake.run());
        }
    }
}
