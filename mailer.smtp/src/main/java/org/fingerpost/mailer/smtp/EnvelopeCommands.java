package org.fingerpost.mailer.smtp;

import java.util.Locale;
import java.util.regex.Pattern;

/** The commands that carry the envelope, with the parameters that the server understands. */
final class EnvelopeCommands {

    /** RFC 6710 §3. */
    private static final Pattern PRIORITY = Pattern.compile("-?[0-9]");
    /** RFC 4954 §5: xtext, or no one. */
    private static final Pattern AUTH = Pattern.compile("[!-~&&[^=+]]*(?:\\+[0-9A-F]{2}[!-~&&[^=+]]*)*");

    private final OutgoingMail mail;
    private final Peer server;
    /** Null if the server tells nobody. */
    private final DsnParameters dsn;

    EnvelopeCommands(OutgoingMail mail, Peer server) {
        this.mail = mail;
        this.server = server;
        this.dsn = reports(server) ? mail.dsn().get() : null;
    }

    CommandLine mail() {
        StringBuilder text = new StringBuilder("MAIL FROM:<").append(mail.sender()).append('>');
        if (server.offers("SIZE")) {
            text.append(" SIZE=").append(mail.size());
        }
        if (mail.isBinary()) {
            text.append(" BODY=BINARYMIME");
        } else if (server.offers("8BITMIME")) {
            text.append(mail.traits().has('7') ? " BODY=7BIT" : " BODY=8BITMIME");
        }
        if (server.offers("SMTPUTF8") && (mail.parameters().containsKey("SMTPUTF8") || mail.needsUtf8())) {
            text.append(" SMTPUTF8");
        }
        if (mail.parameters().containsKey("REQUIRETLS")) {
            text.append(" REQUIRETLS");
        }
        if (server.offers("DELIVERBY") && Demands.isTime(parameter("BY"))) {
            text.append(" BY=").append(parameter("BY").toUpperCase(Locale.ROOT));
        }
        if (server.offers("MT-PRIORITY") && PRIORITY.matcher(parameter("MT-PRIORITY")).matches()) {
            text.append(" MT-PRIORITY=").append(parameter("MT-PRIORITY"));
        }
        appendAuth(text);
        if (dsn != null) {
            text.append(dsn.mail());
        }
        return new CommandLine(Stage.MAIL, text.toString());
    }

    private String parameter(String keyword) {
        return mail.parameters().getOrDefault(keyword, "");
    }

    /**
     * RFC 4954 §5: what its submitter says of itself goes on only if we know the submitter; a server that knows us may trust it.
     */
    private void appendAuth(StringBuilder text) {
        if (!server.authenticated() || !mail.parameters().containsKey("AUTH")) {
            return;
        }
        String value = parameter("AUTH");
        boolean believed = mail.traits().authenticated() && !value.isEmpty() && AUTH.matcher(value).matches();
        text.append(" AUTH=").append(believed ? value : "<>");
    }

    /** Whether the server takes over to tell the sender (RFC 3461). */
    static boolean reports(Peer server) {
        return server.offers("DSN");
    }

    /** @param recipient its index */
    CommandLine recipient(int recipient) {
        return new CommandLine(Stage.RCPT, recipient, "RCPT TO:<" + mail.recipients().get(recipient) + ">"
                + (dsn != null ? dsn.recipients().get(recipient) : ""));
    }
}
