package org.fingerpost.mailer.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Our side of one authentication (RFC 4422 §3). Octets are strings of U+0000 to U+00FF, before base64. Used once, by one thread
 * after the other.
 */
interface SaslClient {

    /** Those that we know, the best one first. */
    List<String> MECHANISMS = List.of(ScramSha256.NAME, "PLAIN", "LOGIN");

    /** What goes with the command itself (RFC 4954 §4); empty for nothing. */
    Optional<String> first();

    /**
     * The answer to the server's next challenge.
     *
     * @return makes the answer; may take long, and throws {@link SaslException} if the server cannot be believed
     */
    Supplier<String> answer(String challenge);

    /** Whether the server, which has taken us, has also shown that it knows us where the mechanism lets it. */
    boolean isServerProven();

    /** @param nonce for mechanisms that need one: printable, without a comma */
    static SaslClient of(String mechanism, Credentials who, Supplier<String> nonce) {
        return switch (mechanism) {
            case ScramSha256.NAME -> new ScramSha256(who, nonce.get());
            case "PLAIN" -> new Scripted(Optional.of("\0" + who.user() + "\0" + who.password()), List.of());
            case "LOGIN" -> new Scripted(Optional.empty(), List.of(who.user(), who.password()));
            default -> throw new IllegalArgumentException("mechanism " + mechanism);
        };
    }

    /** The server cannot be believed, or asks what it should not; the message is one line for people. */
    final class SaslException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SaslException(String message) {
            super(message, null, false, false);
        }
    }

    /** A mechanism that says the same whatever the server asks: PLAIN (RFC 4616), LOGIN. */
    final class Scripted implements SaslClient {

        private final Optional<String> first;
        private final List<String> answers;
        private int given;

        private Scripted(Optional<String> first, List<String> answers) {
            this.first = first;
            this.answers = answers;
        }

        @Override
        public Optional<String> first() {
            return first;
        }

        @Override
        public Supplier<String> answer(String challenge) {
            if (given == answers.size()) {
                throw new SaslException("asked for more than the mechanism has");
            }
            String answer = answers.get(given++);
            return () -> answer;
        }

        @Override
        public boolean isServerProven() {
            return given == answers.size();
        }
    }

    /** Octets to text; empty if it is no base64. */
    static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String encode(String octets) {
        return Base64.getEncoder().encodeToString(octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
