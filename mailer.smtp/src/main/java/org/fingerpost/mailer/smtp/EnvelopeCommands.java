package org.fingerpost.mailer.smtp;

/** The commands that carry the envelope, with the parameters that the server understands. */
final class EnvelopeCommands {

    private final OutgoingMail mail;
    private final Capabilities server;

    EnvelopeCommands(OutgoingMail mail, Capabilities server) {
        this.mail = mail;
        this.server = server;
    }

    CommandLine mail() {
        StringBuilder text = new StringBuilder("MAIL FROM:<").append(mail.sender()).append('>');
        if (server.offers("SIZE")) {
            text.append(" SIZE=").append(mail.size());
        }
        if (server.offers("8BITMIME")) {
            text.append(" BODY=8BITMIME");
        }
        if (mail.hasEightBitAddress() && server.offers("SMTPUTF8")) {
            text.append(" SMTPUTF8");
        }
        return new CommandLine(Stage.MAIL, text.toString());
    }

    /** @param recipient its index */
    CommandLine recipient(int recipient) {
        return new CommandLine(Stage.RCPT, recipient, "RCPT TO:<" + mail.recipients().get(recipient) + ">");
    }
}
