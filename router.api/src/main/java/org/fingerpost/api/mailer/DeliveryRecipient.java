package org.fingerpost.api.mailer;

import java.util.Map;

/**
 * One recipient of an attempt.
 *
 * @param user       the user of the route: what {@code $u} stands for; for a program the command line, for a file its path
 * @param address    the recipient's address, rewritten for this mailer
 * @param original   the address as it was first submitted, before aliases
 * @param parameters of the RCPT command as received, keyword (upper case) to value
 */
public record DeliveryRecipient(String user, String address, String original, Map<String, String> parameters) {

    public DeliveryRecipient {
        parameters = Map.copyOf(parameters);
    }
}
