package org.fingerpost.mailer.smtp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.mailer.Outcome;

/**
 * The servers for one delivery, one after the other. It is told what came of each and says in the end what that comes to. Its
 * steps follow one another on whatever thread ends the last one.
 */
interface Search {

    /** For people: where the delivery is to go. */
    String name();

    /** By what the server that took the last message is remembered; empty if it need not be. */
    Optional<String> memory();

    /** The next one; empty if there is none. Not called again before it has come. */
    CompletableFuture<Optional<Candidate>> next();

    /** That one did not answer. */
    void unreachable(RemoteServer server, String reason);

    /** That one would not have the message. */
    void passedOver(Outcome why);

    /** What becomes of the delivery when there is no further server. */
    Outcome verdict();

    /** What has been found wrong up to now. */
    Optional<Outcome> trouble();
}
