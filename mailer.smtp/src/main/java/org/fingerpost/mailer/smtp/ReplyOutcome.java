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
    static Outcome delivered(RemoteServer server, Reply reply, boolean reports) {
        return new Outcome.Delivered(reply.status().orElse(EnhancedStatus.OK), text(server, Stage.END_OF_DATA, reply),
                diagnostic(server, reply), reports ? Handover.REPORTING : Handover.RELAYED);
    }

    private static String text(RemoteServer server, Stage stage, Reply reply) {
        return server + " said in reply to " + stage + ": " + reply.oneLine();
    }

    private static Optional<Diagnostic> diagnostic(RemoteServer server, Reply reply) {
        return Optional.of(new Diagnostic("smtp", server.host(), reply.text()));
    }

    private static Command command(Stage stage) {
        return switch (stage) {
            case GREETING, EHLO, HELO -> Command.CONNECT;
            case MAIL -> Command.MAIL;
            case RCPT -> Command.RCPT;
            default -> Command.OTHER;
        };
    }
}
