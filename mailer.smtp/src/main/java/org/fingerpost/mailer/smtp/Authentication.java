package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Outcome;

/**
 * AUTH (RFC 4954): with the best mechanism that both sides know. What a server says against it is a deferral, for a password that
 * is wrong in our settings must not return anybody's mail.
 */
final class Authentication {

    private final RemoteServer server;
    private final Credentials who;
    private final Wire wire;
    private final Introduction.Exchange exchange;
    private final Runnable then;
    private SaslClient client;

    /** @param then goes on once the server knows who we are */
    Authentication(RemoteServer server, Credentials who, Wire wire, Introduction.Exchange exchange, Runnable then) {
        this.server = server;
        this.who = who;
        this.wire = wire;
        this.exchange = exchange;
        this.then = then;
    }

    /** Says the first line, or gives up. */
    void begin(Capabilities offered, boolean protectedByTls) {
        Optional<String> mechanism = who.mechanisms().stream().filter(offered::authenticatesBy)
                .filter(name -> name.equals(ScramSha256.NAME) || protectedByTls || who.plaintext()).findFirst();
        if (mechanism.isEmpty()) {
            giveUp("4.7.0", noMechanism(offered, protectedByTls), true);
            return;
        }
        client = SaslClient.of(mechanism.get(), who, wire::nonce);
        say("AUTH " + mechanism.get() + client.first().map(first -> " " + SaslClient.encode(first)).orElse(""));
    }

    private String noMechanism(Capabilities offered, boolean protectedByTls) {
        if (!offered.offers("AUTH")) {
            return "authentication is set and " + server + " does not offer AUTH";
        }
        boolean forLackOfTls = !protectedByTls && who.mechanisms().stream().anyMatch(offered::authenticatesBy);
        return forLackOfTls ? "authentication with " + server + " would show the password without TLS (smtp.auth.plaintext is no)"
                : "authentication with " + server + ": it offers none of " + String.join(", ", who.mechanisms());
    }

    void replied(Reply reply) {
        if (reply.code() == 334) {
            challenged(reply.lines().get(0));
        } else if (reply.category() == 2) {
            accepted(reply);
        } else if (reply.isRefusal()) {
            EnhancedStatus said = reply.status().orElse(EnhancedStatus.of("4.7.0"));
            giveUp("4." + said.subject() + "." + said.detail(),
                    "authentication with " + server + " failed: " + reply.oneLine(), true);
        } else {
            giveUp("4.5.0", server + " said in reply to AUTH: " + reply.oneLine(), false);
        }
    }

    private void accepted(Reply reply) {
        if (reply.code() != 235) {
            giveUp("4.5.0", server + " said in reply to AUTH: " + reply.oneLine(), false);
        } else if (!client.isServerProven()) {
            giveUp("4.7.0", "authentication with " + server + " failed: it took us without knowing our password", false);
        } else {
            then.run();
        }
    }

    private void challenged(String base64) {
        Optional<String> challenge = SaslClient.decode(base64);
        if (challenge.isEmpty()) {
            giveUp("4.5.0", "authentication with " + server + " failed: its challenge is no base64", false);
            return;
        }
        try {
            Supplier<String> answer = client.answer(challenge.get());
            if (client instanceof ScramSha256) {
                exchange.compute(() -> computed(answer), this::computed);
            } else {
                say(SaslClient.encode(answer.get()));
            }
        } catch (SaslClient.SaslException e) {
            disbelieve(e);
        }
    }

    /** The answer, or why there is none. */
    private static Object computed(Supplier<String> answer) {
        try {
            return answer.get();
        } catch (SaslClient.SaslException e) {
            return e;
        }
    }

    private void computed(Object result) {
        if (result instanceof SaslClient.SaslException trouble) {
            disbelieve(trouble);
        } else {
            say(SaslClient.encode((String) result));
        }
    }

    private void disbelieve(SaslClient.SaslException why) {
        giveUp("4.7.0", "authentication with " + server + " failed: it " + why.getMessage(), false);
    }

    private void say(String line) {
        exchange.send(List.of(CommandLine.secret(Stage.AUTH, line)));
    }

    private void giveUp(String status, String text, boolean politely) {
        exchange.passOver(Outcome.deferred(status, text), false, politely);
    }
}
