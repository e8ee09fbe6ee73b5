package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.auth.Authenticator;
import org.fingerpost.api.auth.Exchange;
import org.fingerpost.api.auth.Exchange.Step;
import org.fingerpost.listener.smtp.ClientLimits.Event;
import org.fingerpost.listener.smtp.extension.Extension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AUTH (RFC 4954): one exchange with an {@link Authenticator}, whose challenges the client answers line by line. */
final class Authentication implements Taker {

    /** Octets of a line with its CRLF (RFC 4954 §4). */
    static final int MAX_LINE = 12_288;

    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
    private static final long PATIENCE_SECONDS = 60;
    private static final byte[] NOTHING = {};

    private final Dialogue dialogue;
    private final String mechanism;
    private final Exchange exchange;
    private final StringBuilder line = new StringBuilder();
    private boolean tooLong;
    /** Set when all that is missing is the client's empty answer to the last challenge. */
    private Step.Authenticated proved;

    private Authentication(Dialogue dialogue, String mechanism, Exchange exchange) {
        this.dialogue = dialogue;
        this.mechanism = mechanism;
        this.exchange = exchange;
    }

    static Answer auth(Dialogue dialogue, CommandLine command) throws BadCommand {
        if (dialogue.client().isAuthenticated()) {
            throw new BadCommand(503, "5.5.1", "authenticated already");
        }
        String[] words = command.argument().split(" ");
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        if (mechanism.isEmpty() || words.length > 2) {
            throw new BadCommand(501, "5.5.4", "a mechanism is expected, and perhaps an initial response");
        }
        byte[] initial = words.length < 2 || words[1].equals("=") ? NOTHING : decode(words[1]);
        if (dialogue.client().quota().isSpent(Event.AUTH_FAILURE)) {
            return Answer.of(Reply.last(421, "4.7.0", "too many failures to authenticate, try again later"));
        }
        return begin(dialogue, mechanism, initial);
    }

    private static Answer begin(Dialogue dialogue, String mechanism, byte[] initial) throws BadCommand {
        requireOffer(dialogue, mechanism);
        Optional<Authenticator> authenticator = dialogue.offices().security().authenticator(mechanism);
        if (authenticator.isEmpty()) {
            return Answer.of(454, "4.7.0", "nobody can be asked now, try again later");
        }
        Exchange exchange;
        try {
            exchange = authenticator.get().begin(mechanism, dialogue.client().origin());
        } catch (RuntimeException e) {
            LOG.error("an authenticator failed at the beginning of {}", mechanism, e);
            return Answer.of(454, "4.7.0", "nobody can be asked now, try again later");
        }
        Authentication authentication = new Authentication(dialogue, mechanism, exchange);
        return Answer.when(authentication.respond(initial), authentication::answer);
    }

    private static void requireOffer(Dialogue dialogue, String mechanism) throws BadCommand {
        ClientCircumstances in = new ClientCircumstances(dialogue);
        if (in.mechanisms().isEmpty() || in.withheld().contains(Extension.AUTH)) {
            throw in.offersStartTls() ? new BadCommand(538, "5.7.11", "say STARTTLS first")
                    : new BadCommand(502, "5.5.1", "AUTH is not available");
        }
        if (!in.mechanisms().contains(mechanism)) {
            throw new BadCommand(504, "5.5.4", "this mechanism is not available");
        }
    }

    private CompletionStage<Step> respond(byte[] octets) {
        try {
            return exchange.respond(octets).thenApply(step -> step).toCompletableFuture()
                    .completeOnTimeout(new Step.Unavailable("no answer for " + PATIENCE_SECONDS + " s"), PATIENCE_SECONDS,
                            TimeUnit.SECONDS)
                    .exceptionally(Authentication::failed);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(e));
        }
    }

    private static Step failed(Throwable failure) {
        LOG.error("an authenticator failed", failure);
        return new Step.Unavailable("it failed");
    }

    private Answer answer(Step step) throws BadCommand {
        if (step instanceof Step.Challenge challenge) {
            return challenge(challenge.octets());
        }
        if (step instanceof Step.Authenticated authenticated) {
            if (authenticated.additional().length == 0) {
                return succeed(authenticated.user());
            }
            proved = authenticated;
            return challenge(authenticated.additional());
        }
        return step instanceof Step.Refused refused ? refuse(refused.reason())
                : unavailable(step instanceof Step.Unavailable no ? no.reason() : "it says nothing");
    }

    private Answer challenge(byte[] octets) {
        dialogue.giveTo(this);
        return Answer.of(334, "", Base64.getEncoder().encodeToString(octets));
    }

    private Answer succeed(String user) {
        exchange.close();
        dialogue.client().authenticated(user, mechanism);
        LOG.info("client={} mechanism={} user={} authenticated", dialogue, mechanism, printable(user));
        return Answer.of(235, "2.7.0", "authentication succeeded");
    }

    private Answer refuse(String reason) throws BadCommand {
        exchange.close();
        LOG.info("client={} mechanism={} not authenticated: {}", dialogue, mechanism, printable(reason));
        if (!dialogue.client().quota().spend(Event.AUTH_FAILURE)) {
            throw new BadCommand(Reply.last(421, "4.7.0", "too many failures to authenticate, try again later"));
        }
        throw new BadCommand(535, "5.7.8", "authentication failed");
    }

    private Answer unavailable(String reason) {
        exchange.close();
        LOG.warn("client={} mechanism={} cannot be authenticated now: {}", dialogue, mechanism, printable(reason));
        return Answer.of(454, "4.7.0", "nobody can say now, try again later");
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    // --- the client's answer to a challenge

    @Override
    public Optional<Answer> take(ByteBuffer input) throws BadCommand {
        while (input.hasRemaining()) {
            char octet = (char) (input.get() & 0xff);
            if (octet == '\n') {
                return Optional.of(answered());
            }
            if (line.length() + 1 < MAX_LINE) {
                line.append(octet);
            } else {
                tooLong = true;
            }
        }
        return Optional.empty();
    }

    private Answer answered() throws BadCommand {
        dialogue.listen();
        String text = line.toString();
        line.setLength(0);
        line.trimToSize();
        try {
            return next(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        } catch (BadCommand e) {
            exchange.close();
            throw e;
        }
    }

    private Answer next(String text) throws BadCommand {
        if (tooLong) {
            throw new BadCommand(500, "5.5.6", "line is longer than " + MAX_LINE + " octets");
        }
        if (text.equals("*")) {
            throw new BadCommand(501, "5.7.0", "authentication cancelled");
        }
        byte[] octets = decode(text);
        if (proved == null) {
            return Answer.when(respond(octets), this::answer);
        }
        if (octets.length > 0) {
            throw new BadCommand(501, "5.5.2", "an empty response is expected");
        }
        return succeed(proved.user());
    }

    private static byte[] decode(String base64) throws BadCommand {
        try {
            return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new BadCommand(501, "5.5.2", "base64 is expected");
        }
    }

    @Override
    public void abandon() {
        exchange.close();
    }
}
