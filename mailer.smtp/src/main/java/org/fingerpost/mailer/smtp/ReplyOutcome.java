package org.fingerpost.mailer.smtp;

import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;

/** What a reply means for a recipient. */
final class ReplyOutcome {

    /** Subject and detail (RFC 3463 §3) of a code that comes without an enhanced status. */
    private static final Map<Integer, String> ANYWHERE = Map.ofEntries(
            Map.entry(421, "3.2"), Map.entry(451, "3.0"), Map.entry(452, "3.1"), Map.entry(454, "7.0"), Map.entry(455, "5.4"),
            Map.entry(500, "5.2"), Map.entry(501, "5.4"), Map.entry(502, "5.1"), Map.entry(503, "5.1"), Map.entry(504, "5.4"),
            Map.entry(521, "3.2"), Map.entry(530, "7.0"), Map.entry(551, "1.6"), Map.entry(552, "3.4"),
            Map.entry(555, "5.4"), Map.entry(556, "1.10"));

    /** Where it depends on the command. */
    private static final Map<Stage, Map<Integer, String>> IN_REPLY_TO = Map.of(
            Stage.GREETING, Map.of(554, "3.2"),
            Stage.MAIL, Map.of(501, "1.7", 550, "7.1", 553, "1.7"),
            Stage.RCPT, Map.of(450, "2.1", 452, "5.3", 501, "1.3", 550, "1.1", 553, "1.3"));

    private ReplyOutcome() {
    }

    /** 4xx: deferred, 5xx: failed; anything else is not what was asked for, and in doubt we try again. */
    static Outcome refusal(RemoteServer server, Stage stage, Reply reply) {
        if (!reply.isRefusal()) {
            return outcome(EnhancedStatus.of("4.5.0"), server, stage, reply);
        }
        // RFC 5321 §4.5.3.1.10: 552 for "too many recipients" is an old mistake for 452.
        if (stage == Stage.RCPT && reply.code() == 552 && reply.status().isEmpty()) {
            return outcome(EnhancedStatus.of("4.5.3"), server, stage, reply);
        }
        return outcome(reply.status().orElseGet(() -> derived(stage, reply)), server, stage, reply);
    }

    /** The server has taken the message. */
    static Outcome delivered(RemoteServer server, Reply reply) {
        return outcome(reply.status().orElse(EnhancedStatus.OK), server, Stage.END_OF_DATA, reply);
    }

    private static Outcome outcome(EnhancedStatus status, RemoteServer server, Stage stage, Reply reply) {
        String text = server + " said in reply to " + stage + ": " + reply.oneLine();
        return Outcome.of(status, text, Optional.of(new Diagnostic("smtp", server.host(), reply.text())));
    }

    private static EnhancedStatus derived(Stage stage, Reply reply) {
        String here = IN_REPLY_TO.getOrDefault(stage, Map.of()).get(reply.code());
        String detail = here != null ? here : ANYWHERE.getOrDefault(reply.code(), "0.0");
        return EnhancedStatus.of(reply.category() + "." + detail);
    }
}
