package org.fingerpost.listener.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.auth.Authenticator;
import org.fingerpost.api.auth.Exchange;
import org.fingerpost.api.mail.Origin;

/**
 * Knows joe by the password {@code secret}. Of sam nobody can say anything, and with bug it fails. {@code LOGIN} asks for a name
 * and a password, {@code PROOF} ends with a proof of its own, {@code LONG} has a long challenge, {@code BROKEN} does not begin.
 */
final class FakeAuthenticator implements Authenticator {

    /** Exchanges that have not been closed. */
    int open;

    @Override
    public Set<String> mechanisms() {
        return Set.of("PLAIN", "LOGIN", "PROOF", "LONG", "BROKEN");
    }

    @Override
    public Exchange begin(String mechanism, Origin client) {
        if (mechanism.equals("BROKEN")) {
            throw new IllegalStateException("broken on purpose");
        }
        open++;
        return new FakeExchange(mechanism);
    }

    private final class FakeExchange implements Exchange {

        private final String mechanism;
        private String name = "";
        private boolean asked;
        private boolean closed;

        FakeExchange(String mechanism) {
            this.mechanism = mechanism;
        }

        @Override
        public CompletionStage<Step> respond(byte[] response) {
            return CompletableFuture.completedFuture(step(new String(response, StandardCharsets.ISO_8859_1)));
        }

        private Step step(String said) {
            if (said.isEmpty() && !asked) {
                asked = true;
                return challenge(mechanism.equals("LOGIN") ? "Username:" : mechanism.equals("LONG") ? "x".repeat(3000) : "");
            }
            if (mechanism.equals("LOGIN") && name.isEmpty()) {
                name = said;
                return challenge("Password:");
            }
            String[] words = said.split("\0", -1);
            return mechanism.equals("LOGIN") ? check(name, said) : words.length == 3 ? check(words[1], words[2])
                    : new Step.Refused("no sense");
        }

        private Step challenge(String text) {
            return new Step.Challenge(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private Step check(String user, String password) {
            if (user.equals("bug")) {
                throw new IllegalStateException("failed on purpose");
            }
            if (user.equals("sam")) {
                return new Step.Unavailable("the table is away");
            }
            return user.equals("joe") && password.equals("secret")
                    ? new Step.Authenticated("joe", mechanism.equals("PROOF") ? "proof".getBytes(StandardCharsets.US_ASCII)
                            : new byte[0])
                    : new Step.Refused("another password is expected");
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open--;
            }
        }
    }
}
