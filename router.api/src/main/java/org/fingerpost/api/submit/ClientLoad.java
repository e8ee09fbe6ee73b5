package org.fingerpost.api.submit;

/**
 * How much a client asks of us, this connection included.
 *
 * @param connections open now ({@code ${client_connections}})
 * @param rate        connections that it has made within the window of the listener's settings ({@code ${client_rate}})
 * @param totalRate   connections that all clients have made within it ({@code ${total_rate}})
 */
public record ClientLoad(int connections, int rate, int totalRate) {
}
