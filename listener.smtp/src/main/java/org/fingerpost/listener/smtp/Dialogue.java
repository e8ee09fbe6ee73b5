package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What the commands of a session share: who the client is, how far it has come, the transaction, and who takes what comes next.
 * Confined to the session's task.
 */
final class Dialogue {

    private final Service service;
    private final PostOffices offices;
    private final SessionRules rules;
    private final Caller client;

    private Phase phase = Phase.ARRIVING;
    /** Completed with whether the client talks before it is greeted; null if it is not made to wait. */
    private CompletableFuture<Boolean> pause;
    /** Null if no transaction is open. */
    private Submission submission;
    /** Null while command lines are expected. */
    private Taker taker;

    Dialogue(Service service, Caller client, PostOffices offices, SessionRules rules) {
        this.service = service;
        this.client = client;
        this.offices = offices;
        this.rules = rules;
    }

    Service service() {
        return service;
    }

    PostOffices offices() {
        return offices;
    }

    SessionRules rules() {
        return rules;
    }

    Caller client() {
        return client;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    /**
     * The client is made to wait for its greeting.
     *
     * @return completed with whether it talks meanwhile; after {@code delay} at the latest
     */
    CompletionStage<Boolean> pause(Duration delay) {
        pause = new CompletableFuture<Boolean>().completeOnTimeout(false, delay.toNanos(), TimeUnit.NANOSECONDS);
        return pause;
    }

    /** Something has come from the client. */
    void heard() {
        if (pause != null && phase == Phase.ARRIVING) {
            pause.complete(true);
        }
    }

    /** The open transaction; only in the phases that have one. */
    Submission submission() {
        return submission;
    }

    void open(Submission next) {
        submission = next;
    }

    /** The octets that follow are no command lines. */
    void giveTo(Taker next) {
        taker = next;
    }

    Optional<Taker> taker() {
        return Optional.ofNullable(taker);
    }

    /** Command lines follow. */
    void listen() {
        taker = null;
    }

    /** Gives up the transaction, if there is one: as after RSET. */
    void drop() {
        if (taker != null) {
            Taker left = taker;
            taker = null;
            left.abandon();
        }
        if (submission != null) {
            Submission dropped = submission;
            submission = null;
            dropped.close();
        }
        if (phase.compareTo(Phase.GREETED) > 0 && phase != Phase.OVER) {
            phase = Phase.GREETED;
        }
    }

    /** For log lines. */
    @Override
    public String toString() {
        return client.toString();
    }
}
