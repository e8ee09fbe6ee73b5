package org.fingerpost.api.mailer;

import java.util.Map;

/**
 * One recipient of an attempt.
 *
 * @param user       the user of the route, rewritten for this mailer: what {@code $u} stands for, and what RCPT says; for a
 *                   program the command line, for a file its path
 * @param original   the address as it was first submitted, before aliases
 * @param parameters of the RCPT command as received, keyword (upper case) to value
 */
public record DeliveryRecipient(String user, String original, Map<String, String> parameters) {

    public DeliveryRecipient {
        parameters = Map.copyOf(parameters);
    }
}
