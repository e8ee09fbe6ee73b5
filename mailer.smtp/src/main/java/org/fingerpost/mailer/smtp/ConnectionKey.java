package org.fingerpost.mailer.smtp;

import java.util.Locale;

import org.fingerpost.api.mailer.Delivery;

/**
 * What makes a connection fit for a delivery: deliveries with the same key may share one.
 *
 * @param host       in lower case, as the route or the mailer's arguments have it
 * @param port       1 to 65535
 * @param clientName what we call ourselves in EHLO
 */
record ConnectionKey(String host, int port, String clientName) {

    static ConnectionKey of(Delivery delivery, Destination destination) {
        String name = delivery.macro("j");
        return new ConnectionKey(destination.host().toLowerCase(Locale.ROOT), destination.port(),
                name.isBlank() ? "localhost" : name);
    }
}
