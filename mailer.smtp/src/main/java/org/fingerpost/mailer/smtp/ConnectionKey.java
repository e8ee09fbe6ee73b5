package org.fingerpost.mailer.smtp;

import java.util.Map;

import org.fingerpost.api.mailer.Delivery;

/**
 * What makes a connection fit for a delivery: deliveries with the same key may share one, whatever domains they are for.
 *
 * @param address    what is connected to, as {@link RemoteServer} has it
 * @param port       as {@link RemoteServer} has it
 * @param host       the server's name, where settings may depend on it; else empty
 * @param clientName what we call ourselves in EHLO
 * @param settings   of the destination: {@link Delivery#settings()}
 */
record ConnectionKey(String address, int port, String host, String clientName, Map<String, String> settings) {

    static ConnectionKey of(Delivery delivery, RemoteServer server) {
        String name = delivery.macro("j");
        Map<String, String> settings = delivery.settings();
        return new ConnectionKey(server.address(), server.port(), settings.isEmpty() ? "" : server.host(),
                name.isBlank() ? "localhost" : name, settings);
    }
}
