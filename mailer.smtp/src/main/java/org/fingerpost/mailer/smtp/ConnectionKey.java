package org.fingerpost.mailer.smtp;

import java.util.Locale;

/**
 * What makes a connection fit for a delivery: deliveries with the same key may share one.
 *
 * @param host  in lower case, as the route or the mailer's arguments have it
 * @param port  1 to 65535
 * @param terms on which we talk to it
 */
record ConnectionKey(String host, int port, Terms terms) {

    static ConnectionKey of(Terms terms, Destination destination) {
        return new ConnectionKey(destination.host().toLowerCase(Locale.ROOT), destination.port(), terms);
    }
}
