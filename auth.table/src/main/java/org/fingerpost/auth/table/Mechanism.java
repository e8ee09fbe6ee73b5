package org.fingerpost.auth.table;

import java.util.Arrays;
import java.util.Optional;

import org.fingerpost.api.auth.Exchange.Step;

/** The mechanisms: names, and who takes the client's responses. */
enum Mechanism {
    PLAIN("PLAIN") {
        @Override
        Responder begin(Verifier verifier) {
            return new PlainResponder(verifier);
        }
    },
    LOGIN("LOGIN") {
        @Override
        Responder begin(Verifier verifier) {
            return new LoginResponder(verifier);
        }
    },
    SCRAM_SHA_256("SCRAM-SHA-256") {
        @Override
        Responder begin(Verifier verifier) {
            return new ScramResponder(verifier, ScramResponder.newNonce());
        }
    };

    /** One exchange, response by response; it may block. */
    @FunctionalInterface
    interface Responder {
        Step respond(byte[] response);
    }

    private final String word;

    Mechanism(String word) {
        this.word = word;
    }

    abstract Responder begin(Verifier verifier);

    /** SASL's name for it. */
    String word() {
        return word;
    }

    static Optional<Mechanism> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equalsIgnoreCase(word)).findFirst();
    }
}
