package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;

/**
 * What one transaction has to say.
 *
 * @param sender     empty for the null reverse-path
 * @param recipients addresses
 * @param parameters of the MAIL command that the message came with: keyword (upper case) to value
 * @param traits     what else matters to a server
 * @param size       octets of the content before dot-stuffing (RFC 1870 §3)
 * @param dsn        what the sender wants to be told of; asked for only when a server takes it
 */
record OutgoingMail(String sender, List<String> recipients, Map<String, String> parameters, Traits traits, long size,
        Supplier<DsnParameters> dsn) {

    /**
     * @param eightBit      whether the body has octets above 127
     * @param foreignHeader whether the header has, and means them as UTF-8 (RFC 6532)
     * @param authenticated whether its sender was authenticated here
     * @param flags         of the mailer definition
     */
    record Traits(boolean eightBit, boolean foreignHeader, boolean authenticated, String flags) {

        /** Whether the mailer definition has this flag. */
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    OutgoingMail {
        recipients = List.copyOf(recipients);
    }

    static OutgoingMail of(Delivery delivery, long size) {
        Map<String, String> parameters = delivery.sender().parameters();
        Traits traits = new Traits(delivery.isEightBit(), parameters.containsKey("SMTPUTF8") && hasForeignHeader(delivery),
                !delivery.macro("auth_authen").isEmpty(), delivery.mailer().flags());
        return new OutgoingMail(delivery.sender().address(), delivery.recipients().stream().map(DeliveryRecipient::user).toList(),
                parameters, traits, size, () -> DsnParameters.of(delivery.sender(), delivery.recipients()));
    }

    private static boolean hasForeignHeader(Delivery delivery) {
        return delivery.message().header().fields().stream().map(HeaderField::raw).anyMatch(AddressCheck::isEightBit);
    }

    boolean isBinary() {
        return "BINARYMIME".equalsIgnoreCase(parameters.getOrDefault("BODY", ""));
    }

    /** Whether it has to be sent with SMTPUTF8 (RFC 6531 §3.4). */
    boolean needsUtf8() {
        return traits.foreignHeader || AddressCheck.isEightBit(sender) || recipients.stream().anyMatch(AddressCheck::isEightBit);
    }
}
