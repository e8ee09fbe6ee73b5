package org.fingerpost.mailer.smtp;

import java.util.List;

import org.fingerpost.api.mail.Message;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;

/**
 * What one dialogue has to say.
 *
 * @param clientName what we call ourselves
 * @param sender     empty for the null reverse-path
 * @param recipients addresses
 * @param size       octets of the content before dot-stuffing (RFC 1870 §3)
 * @param dsn        what the sender wants to be told of
 */
record OutgoingMail(String clientName, String sender, List<String> recipients, long size, DsnParameters dsn) {

    OutgoingMail {
        recipients = List.copyOf(recipients);
    }

    static OutgoingMail of(Delivery delivery) {
        Message message = delivery.message();
        long emptyLine = 2;
        long size = message.header().toBytes().length + emptyLine + message.body().size();
        String name = delivery.macro("j");
        return new OutgoingMail(name.isBlank() ? "localhost" : name, delivery.sender().address(),
                delivery.recipients().stream().map(DeliveryRecipient::user).toList(), size,
                DsnParameters.of(delivery.sender(), delivery.recipients()));
    }
}
