package org.fingerpost.mailer.smtp;

/** The commands that carry the envelope, with the parameters that the server understands. */
final class EnvelopeCommands {

    private final OutgoingMail mail;
    private final Capabilities server;
    /** Null if the server tells nobody. */
    private final DsnParameters dsn;

    EnvelopeCommands(OutgoingMail mail, Capabilities server) {
        this.mail = mail;
        this.server = server;
        this.dsn = reports(server) ? mail.dsn().get() : null;
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
        if (dsn != null) {
            text.append(dsn.mail());
        }
        return new CommandLine(Stage.MAIL, text.toString());
    }

    /** Whether the server takes over to tell the sender (RFC 3461). */
    static boolean reports(Capabilities server) {
        return server.offers("DSN");
    }

    /** @param recipient its index */
    CommandLine recipient(int recipient) {
        return new CommandLine(Stage.RCPT, recipient, "RCPT TO:<" + mail.recipients().get(recipient) + ">"
                + (dsn != null ? dsn.recipients().get(recipient) : ""));
    }
}
