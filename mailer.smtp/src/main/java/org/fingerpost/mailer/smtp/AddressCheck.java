package org.fingerpost.mailer.smtp;

import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/** Whether an address can stand in a command as it is. What is right or wrong with it beyond that is for the server to say. */
final class AddressCheck {

    private AddressCheck() {
    }

    /** The failure of {@code recipient}; empty if it can be sent. */
    static Optional<Outcome> recipient(String recipient, Capabilities server) {
        if (recipient.isEmpty() || breaksOut(recipient)) {
            return Optional.of(Outcome.failed("5.1.3", "recipient address cannot be written in an SMTP command"));
        }
        return foreign(recipient, "recipient", server);
    }

    /** The failure that {@code sender} means for all recipients; empty if it can be sent. */
    static Optional<Outcome> sender(String sender, Capabilities server) {
        if (breaksOut(sender)) {
            return Optional.of(Outcome.failed("5.1.7", "sender address cannot be written in an SMTP command"));
        }
        return foreign(sender, "sender", server);
    }

    static boolean isEightBit(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) > 0x7f) {
                return true;
            }
        }
        return false;
    }

    // RFC 6531 §3.2: such an address must not go to a server that does not know the extension.
    private static Optional<Outcome> foreign(String address, String whose, Capabilities server) {
        return isEightBit(address) && !server.offers("SMTPUTF8")
                ? Optional.of(Outcome.failed("5.6.7", whose + " address has 8-bit octets and the server does not offer SMTPUTF8"))
                : Optional.empty();
    }

    /** Ends the line, or the angle brackets and so begins parameters of its own ({@code <a> NOTIFY=…>}). */
    private static boolean breaksOut(String address) {
        boolean quoted = false;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
                return true;
            } else if (c == '\\' && i + 1 < address.length() && address.charAt(i + 1) >= ' ') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>' || c <= ' ')) {
                return true;
            }
        }
        return quoted;
    }
}
