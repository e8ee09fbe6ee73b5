package org.fingerpost.listener.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line of {@code sendmail} says.
 *
 * @param mode                what is to be done
 * @param sender              {@code -f}, without angle brackets; empty text for the null reverse-path
 * @param fullName            {@code -F}: the sender's name for people
 * @param aliased             not {@code -n}: names may stand for others
 * @param fromHeader          {@code -t}: recipients are taken from the header too
 * @param dotEnds             whether a line of a single dot ends the message (no {@code -i})
 * @param errors              {@code -oe}
 * @param verbose             {@code -v}
 * @param queue               {@code -q}, {@code -Q}: which queued messages, and what with them
 * @param senderParameters    MAIL parameters: BODY, RET, ENVID
 * @param recipientParameters RCPT parameters: NOTIFY
 * @param recipients          addresses, without angle brackets
 */
record SendmailArguments(Mode mode, Optional<String> sender, Optional<String> fullName, boolean aliased,
        boolean fromHeader, boolean dotEnds, ErrorMode errors,
        boolean verbose, QueueRequest queue, Map<String, String> senderParameters, Map<String, String> recipientParameters,
        List<String> recipients) {

    /** What {@code -b} asks for. */
    enum Mode {
        SUBMIT, PRINT_QUEUE, REBUILD_ALIASES, VERIFY, RUN_QUEUE
    }

    /** How the submitter hears that a recipient cannot be: the report by mail is sent in any case. */
    enum ErrorMode {
        /** {@code p}: on error output and by the exit status. */
        PRINT(true, true),
        /** {@code m}, {@code w}, {@code q}: by the exit status. */
        STATUS(false, true),
        /** {@code e}: by mail alone. */
        MAIL(false, false);

        private final boolean prints;
        private final boolean tells;

        ErrorMode(boolean prints, boolean tells) {
            this.prints = prints;
            this.tells = tells;
        }

        boolean prints() {
            return prints;
        }

        boolean tellsByStatus() {
            return tells;
        }
    }

    SendmailArguments {
        senderParameters = Map.copyOf(senderParameters);
        recipientParameters = Map.copyOf(recipientParameters);
        recipients = List.copyOf(recipients);
    }
}
