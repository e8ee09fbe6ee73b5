package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.function.Supplier;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;

/**
 * What one transaction has to say.
 *
 * @param sender     empty for the null reverse-path
 * @param recipients addresses
 * @param size       octets of the content before dot-stuffing (RFC 1870 §3)
 * @param dsn        what the sender wants to be told of; asked for only when a server takes it
 */
record OutgoingMail(String sender, List<String> recipients, long size, Supplier<DsnParameters> dsn) {

    OutgoingMail {
        recipients = List.copyOf(recipients);
    }

    static OutgoingMail of(Delivery delivery, long size) {
        return new OutgoingMail(delivery.sender().address(), delivery.recipients().stream().map(DeliveryRecipient::user).toList(),
                size, () -> DsnParameters.of(delivery.sender(), delivery.recipients()));
    }

    /** Whether it needs SMTPUTF8. */
    boolean hasEightBitAddress() {
        return AddressCheck.isEightBit(sender) || recipients.stream().anyMatch(AddressCheck::isEightBit);
    }
}
