package org.fingerpost.api.submit;

import java.util.Map;
import java.util.Optional;

/**
 * What the policy makes of a client before any of its messages. It holds for the session: it goes with each transaction.
 *
 * @param verdict    accepted, or what every command of the client is answered but HELO, EHLO, NOOP, RSET and QUIT; with the code
 *                   421 the session ends at once
 * @param discard    whether its messages are taken and thrown away
 * @param quarantine why its messages are held, if they are
 * @param macros     set by the rules, for the rules of its transactions
 */
public record Admission(Verdict verdict, boolean discard, Optional<String> quarantine, Map<String, String> macros) {

    /** Nothing against it. */
    public static final Admission GRANTED =
            new Admission(Verdict.of(220, "2.0.0", "welcome"), false, Optional.empty(), Map.of());

    public Admission {
        macros = Map.copyOf(macros);
    }
}
