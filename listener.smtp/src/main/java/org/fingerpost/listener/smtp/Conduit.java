package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.util.Optional;

import javax.net.ssl.SSLEngine;

import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.tls.Tls;
import org.fingerpost.api.tls.TlsStream;

/**
 * What stands between the wire and the session: nothing, a PROXY header that comes first, TLS. Confined to the connection's task;
 * it never waits.
 */
final class Conduit {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Security security;
    private final Runnable wake;
    /** Null unless a header is to come. */
    private ProxyHeaderReader header;
    private boolean tlsFollows;
    /** Null in the clear. */
    private TlsStream tls;
    private boolean reported;
    private String trouble = "";

    /** @param wake run, on any thread, when a handshake can go on */
    Conduit(Security security, Runnable wake) {
        this.security = security;
        this.wake = wake;
    }

    /** A PROXY header comes first. */
    void expect(ProxyHeaderReader first) {
        header = first;
    }

    /** TLS begins, after the header if one is to come. */
    void begin() {
        if (header != null) {
            tlsFollows = true;
            return;
        }
        Optional<Tls> service = security.tls();
        Optional<SSLEngine> engine = service.flatMap(Tls::server);
        if (engine.isPresent()) {
            tls = new TlsStream(engine.get(), service.get().tasks(), wake);
        } else {
            trouble = "there is no certificate";
        }
    }

    /** Whether octets are still exchanged that are not the session's. */
    boolean isPreparing() {
        return trouble.isEmpty() && (header != null || tls != null && tls.state() == TlsStream.State.HANDSHAKE);
    }

    boolean isInTheClear() {
        return header == null && tls == null;
    }

    /** Whether {@link #take} would take octets of the wire. */
    boolean canTake() {
        return failure().isEmpty() && (tls == null || !tls.isComputing() && !tls.isEnded());
    }

    /** Why nothing more can be had; empty if it can. */
    String failure() {
        return trouble.isEmpty() && tls != null ? tls.failure() : trouble;
    }

    /** Whether the client has said that it sends no more. */
    boolean isEnded() {
        return tls != null && tls.isEnded();
    }

    /**
     * Takes octets of the wire, and goes on with a handshake. In the clear they are given back as they are.
     *
     * @return octets for the session; perhaps none, even if there are more to take
     */
    ByteBuffer take(ByteBuffer wire) {
        if (header != null) {
            readHeader(wire);
        }
        return !trouble.isEmpty() || header != null ? NOTHING : tls == null ? wire : tls.receive(wire);
    }

    private void readHeader(ByteBuffer wire) {
        try {
            if (header.read(wire)) {
                header = null;
                if (tlsFollows) {
                    begin();
                }
            }
        } catch (BadProxyHeader e) {
            trouble = "the proxy does not begin with a PROXY header: " + e.getMessage();
        }
    }

    /** What a handshake has come to, once, when it is done. */
    Optional<Protection> protection() {
        if (tls == null || reported || tls.state() != TlsStream.State.OPEN) {
            return Optional.empty();
        }
        reported = true;
        return Optional.of(security.protection(tls.session()));
    }

    /** Octets for the wire that are not the session's: of a handshake, an alert. */
    byte[] output() {
        return tls == null ? NOTHING.array() : tls.output();
    }

    /** What the session says, as the wire is to have it; nothing while that is being prepared. */
    byte[] seal(byte[] octets) {
        if (octets.length == 0 || isPreparing() || !failure().isEmpty()) {
            return NOTHING.array();
        }
        if (tls == null) {
            return octets;
        }
        tls.send(octets);
        return tls.output();
    }

    /** The last octets for the wire. */
    byte[] end() {
        if (tls == null) {
            return NOTHING.array();
        }
        tls.end();
        return tls.output();
    }
}
