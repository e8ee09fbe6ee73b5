package org.fingerpost.api.tls;

import java.util.Optional;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * TLS as this machine speaks it: its certificates, the authorities it trusts, the versions and ciphers that it permits. A
 * service; the one with the highest ranking is used. Look it up for each connection, so that a new certificate is shown at once.
 *
 * <p>Any thread; nothing here blocks for longer than a disk does.
 */
@ConsumerType
public interface Tls {

    /**
     * The server's side of a new connection. It asks the client for a certificate, needs none and takes any.
     *
     * @return empty if this machine has no certificate: TLS is not offered then
     */
    Optional<SSLEngine> server();

    /**
     * The client's side of a new connection. It takes any certificate: {@link #distrust} says what it is worth.
     *
     * @param host whom we want to talk to, for the server to choose its certificate by (RFC 6066 §3); an IP address is not sent
     * @param port 1 to 65535; with the host, by what sessions are resumed
     */
    SSLEngine client(String host, int port);

    /**
     * Why the peer's certificate does not prove that it is {@code name}: no path to an authority that we trust, another name
     * (RFC 9525), out of its time, none at all.
     *
     * @param session after its handshake
     * @param name    a host name, or an IP address; empty if any will do, as for clients
     * @return one line for people; empty if it does prove it
     */
    Optional<String> distrust(SSLSession session, String name);

    /** Bounded threads for what a handshake computes ({@link SSLEngine#getDelegatedTask}). */
    Executor tasks();
}
