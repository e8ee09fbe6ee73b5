package org.fingerpost.mailer.smtp;

import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Outcome.Handover;
import org.fingerpost.api.mailer.OutcomeTable;
import org.fingerpost.api.mailer.OutcomeTable.Command;

/** What a reply means for a recipient. */
final class ReplyOutcome {

    private ReplyOutcome() {
    }

    /** What {@link OutcomeTable} says of a reply that takes nothing. */
    static Outcome refusal(RemoteServer server, Stage stage, Reply reply) {
        return Outcome.of(OutcomeTable.ofRefusal(command(stage), reply.code(), reply.status()), text(server, stage, reply),
                diagnostic(server, reply));
    }

    /**
     * The server has taken the message.
     *
     * @param reports whether it has also taken over to tell the sender what the sender asked to be told
     */
    static Outcome delivered(Peer peer, Reply reply, boolean reports) {
        Handover without = peer.terms().lmtp() ? Handover.UNSAID : Handover.RELAYED;
        return new Outcome.Delivered(reply.status().orElse(EnhancedStatus.OK), text(peer.server(), Stage.END_OF_DATA, reply),
                diagnostic(peer.server(), reply), reports ? Handover.REPORTING : without);
    }

    /** The connection ended when something was waited for. */
    static Outcome lost(RemoteServer server, Stage stage, String reason) {
        return Outcome.deferred("4.4.2", "connection to " + server + " lost while waiting for " + awaited(stage) + ": " + reason
                + perhapsTaken(stage));
    }

    /** What was waited for did not come in time. */
    static Outcome tooLate(RemoteServer server, Stage stage) {
        return Outcome.deferred("4.4.2", server + " took too long: waited for " + awaited(stage) + perhapsTaken(stage));
    }

    private static String awaited(Stage stage) {
        return stage == Stage.CONTENT ? "it to take the content" : "the reply to " + stage;
    }

    /** RFC 1047: who is gone between the final dot and its reply may have the message all the same. */
    private static String perhapsTaken(Stage stage) {
        return stage == Stage.END_OF_DATA ? "; it may have taken the message, which would then come twice" : "";
    }

    private static String text(RemoteServer server, Stage stage, Reply reply) {
        return server + " said in reply to " + stage + ": " + reply.oneLine();
    }

    private static Optional<Diagnostic> diagnostic(RemoteServer server, Reply reply) {
        return Optional.of(new Diagnostic("smtp", server.host(), reply.text()));
    }

    private static Command command(Stage stage) {
        return switch (stage) {
            case GREETING, EHLO, HELO, STARTTLS, HANDSHAKE, AUTH, PROOF -> Command.CONNECT;
            case MAIL -> Command.MAIL;
            case RCPT -> Command.RCPT;
            default -> Command.OTHER;
        };
    }
}
