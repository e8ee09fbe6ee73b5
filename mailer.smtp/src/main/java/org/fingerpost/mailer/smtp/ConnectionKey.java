package org.fingerpost.mailer.smtp;

/**
 * What makes a connection fit for a delivery: deliveries with the same key may share one, whatever domains they are for.
 *
 * @param address what is connected to, as {@link RemoteServer} has it
 * @param port    as {@link RemoteServer} has it
 * @param host    the server's name, where the terms depend on it; else empty
 * @param terms   on which we talk to it
 */
record ConnectionKey(String address, int port, String host, Terms terms) {

    static ConnectionKey of(Terms terms, RemoteServer server) {
        return new ConnectionKey(server.address(), server.port(), terms.areOfOneHost() ? server.host() : "", terms);
    }
}
