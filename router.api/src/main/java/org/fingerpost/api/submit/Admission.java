package org.fingerpost.api.submit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.filter.FilterSession;

/**
 * What the policy makes of a client before any of its messages. It holds for the session: it goes with each transaction.
 *
 * @param verdict    accepted, or what every command of the client is answered but HELO, EHLO, NOOP, RSET and QUIT; with the code
 *                   421 the session ends at once
 * @param discard    whether its messages are taken and thrown away
 * @param quarantine why its messages are held, if they are
 * @param macros     set by the rules, for the rules of its transactions; and what {@link Arrival} says
 * @param submission whether it hands in its own mail, see {@link Arrival#submission}
 * @param pause      how long the listener waits before it greets; a client that talks meanwhile is no mailer (rule set {@code
 *                   greet_pause}); empty if the policy does not say
 * @param features   what the rule set {@code srv_features} says the server is to offer or to demand: sendmail's letters, such as
 *                   {@code s} for STARTTLS is offered, {@code S} for it is not; empty if the policy does not say
 * @param filters    all filters of this session. Never fails, and completes in time. Who has asked for the admission asks it at
 *                   each step that the policy has taken, up to {@link FilterSession#data}, and closes it; the router asks about
 *                   the message itself
 */
public record Admission(Verdict verdict, boolean discard, Optional<String> quarantine, Map<String, String> macros,
        boolean submission, Optional<Duration> pause, String features, FilterSession filters) {

    /** Nothing against it. */
    public static final Admission GRANTED =
            new Admission(Verdict.of(220, "2.0.0", "welcome"), false, Optional.empty(), Map.of());

    public Admission {
        macros = Map.copyOf(macros);
    }

    /** One of a client that hands in the mail of others, without a word on how it is served. */
    public Admission(Verdict verdict, boolean discard, Optional<String> quarantine, Map<String, String> macros) {
        this(verdict, discard, quarantine, macros, false, Optional.empty(), "");
    }

    /** Of a session that no filter follows. */
    public Admission(Verdict verdict, boolean discard, Optional<String> quarantine, Map<String, String> macros,
            boolean submission, Optional<Duration> pause, String features) {
        this(verdict, discard, quarantine, macros, submission, pause, features, FilterSession.INDIFFERENT);
    }

    /** The same for a client that hands in its own mail. */
    public Admission ofSubmission() {
        return new Admission(verdict, discard, quarantine, macros, true, pause, features, filters);
    }

    /** The same with another verdict: somebody else does not want the client. */
    public Admission with(Verdict other) {
        return new Admission(other, discard, quarantine, macros, submission, pause, features, filters);
    }

    /** The same, followed by these filters. */
    public Admission with(FilterSession followers) {
        return new Admission(verdict, discard, quarantine, macros, submission, pause, features, followers);
    }
}
