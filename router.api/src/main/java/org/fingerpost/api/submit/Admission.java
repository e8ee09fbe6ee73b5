package org.fingerpost.api.submit;

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
 * @param macros     set by the rules, for the rules of its transactions
 * @param filters    all filters of this session. Never fails, and completes in time. Who has asked for the admission asks it at
 *                   each step that the policy has taken, up to {@link FilterSession#data}, and closes it; the router asks about
 *                   the message itself
 */
public record Admission(Verdict verdict, boolean discard, Optional<String> quarantine, Map<String, String> macros,
        FilterSession filters) {

    /** Nothing against it. */
    public static final Admission GRANTED =
            new Admission(Verdict.of(220, "2.0.0", "welcome"), false, Optional.empty(), Map.of());

    public Admission {
        macros = Map.copyOf(macros);
    }

    /** Of a session that no filter follows. */
    public Admission(Verdict verdict, boolean discard, Optional<String> quarantine, Map<String, String> macros) {
        this(verdict, discard, quarantine, macros, FilterSession.INDIFFERENT);
    }

    /** The same, followed by these filters. */
    public Admission with(FilterSession followers) {
        return new Admission(verdict, discard, quarantine, macros, followers);
    }
}
