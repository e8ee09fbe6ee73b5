package org.fingerpost.mailer.smtp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.mailer.Outcome;

/** The search for a server that is known: of this machine. */
final class OneServer implements Search {

    private final Candidate server;
    private boolean given;
    private Outcome verdict;

    OneServer(Candidate server) {
        this.server = server;
    }

    @Override
    public String name() {
        return server.server().host();
    }

    @Override
    public Optional<String> memory() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Optional<Candidate>> next() {
        Optional<Candidate> next = given ? Optional.empty() : Optional.of(server);
        given = true;
        return CompletableFuture.completedFuture(next);
    }

    @Override
    public void unreachable(RemoteServer at, String reason) {
        verdict = Outcome.deferred("4.4.1", "no answer from " + at + ": " + reason);
    }

    @Override
    public void passedOver(Outcome why) {
        verdict = why;
    }

    @Override
    public Outcome verdict() {
        return verdict;
    }

    @Override
    public Optional<Outcome> trouble() {
        return Optional.ofNullable(verdict);
    }
}
