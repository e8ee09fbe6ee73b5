package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What the component is set to.
 *
 * @param maxConnections        at once
 * @param maxConnectionsPerHost at once to one host and port
 * @param maxWaiting            deliveries that wait for a connection
 * @param threads               MINA's I/O processors
 * @param source                local address to connect from
 */
record Settings(Timeouts timeouts, int maxConnections, int maxConnectionsPerHost, int maxWaiting, int threads,
        Optional<InetAddress> source) {
}
