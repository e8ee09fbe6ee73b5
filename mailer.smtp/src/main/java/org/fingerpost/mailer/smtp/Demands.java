package org.fingerpost.mailer.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

import org.fingerpost.api.mailer.Outcome;

/**
 * What a message needs of a server that not every server has. What it cannot have fails: a body is never changed on its way to
 * fit a server, and what its sender forbids is not done.
 */
final class Demands {

    /** RFC 2852 §4: at most nine digits, return or notify, perhaps traced. */
    private static final Pattern BY = Pattern.compile("(-?\\d{1,9});([RrNn])([Tt]?)");

    private Demands() {
    }

    /** The failure of all recipients; empty if the server has what it takes. */
    static Optional<Outcome> unmet(OutgoingMail mail, Peer peer) {
        return protection(mail, peer)
                .or(() -> size(mail, peer))
                .or(() -> body(mail, peer))
                .or(() -> header(mail, peer))
                .or(() -> deliverBy(mail, peer))
                .or(() -> AddressCheck.sender(mail.sender(), peer.capabilities()));
    }

    /** RFC 8689 §4.2.1. */
    private static Optional<Outcome> protection(OutgoingMail mail, Peer peer) {
        boolean met = !mail.parameters().containsKey("REQUIRETLS") || peer.verified() && peer.offers("REQUIRETLS");
        return met ? Optional.empty() : failed("5.7.30", peer + " does not offer REQUIRETLS, which the sender demands");
    }

    private static Optional<Outcome> size(OutgoingMail mail, Peer peer) {
        long most = peer.capabilities().maxSize();
        return mail.size() <= most ? Optional.empty()
                : failed("5.3.4", "message of " + mail.size() + " octets is too big for " + peer + ", which takes " + most);
    }

    private static Optional<Outcome> body(OutgoingMail mail, Peer peer) {
        if (mail.isBinary()) {
            return peer.offers("BINARYMIME") && peer.offers("CHUNKING") ? Optional.empty()
                    : failed("5.6.3", "message is binary and " + peer + " does not offer BINARYMIME with CHUNKING");
        }
        boolean takenAsItIs = !mail.traits().eightBit() || peer.offers("8BITMIME") || mail.traits().has('8');
        return takenAsItIs || mail.traits().has('7') ? Optional.empty()
                : failed("5.6.3", "message has 8-bit octets and " + peer + " does not offer 8BITMIME");
    }

    private static Optional<Outcome> header(OutgoingMail mail, Peer peer) {
        return !mail.traits().foreignHeader() || peer.offers("SMTPUTF8") ? Optional.empty()
                : failed("5.6.7", "header has 8-bit octets and " + peer + " does not offer SMTPUTF8");
    }

    /** RFC 2852 §4.1.4: who wants it returned rather than late does not want it with a server that knows no time. */
    private static Optional<Outcome> deliverBy(OutgoingMail mail, Peer peer) {
        var by = BY.matcher(mail.parameters().getOrDefault("BY", ""));
        if (!by.matches() || !by.group(2).equalsIgnoreCase("R")) {
            return Optional.empty();
        }
        if (!peer.offers("DELIVERBY")) {
            return failed("5.4.7", peer + " does not offer DELIVERBY, which the sender demands");
        }
        long least = peer.capabilities().leastDeliverBy();
        return Long.parseLong(by.group(1)) >= least ? Optional.empty()
                : failed("5.4.7", peer + " delivers within " + least + " s at best, and there are " + by.group(1) + " s left");
    }

    private static Optional<Outcome> failed(String status, String text) {
        return Optional.of(Outcome.failed(status, text));
    }

    /** Whether the value of the parameter BY is one. */
    static boolean isTime(String value) {
        return BY.matcher(value).matches();
    }
}
