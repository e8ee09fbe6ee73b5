package org.fingerpost.table.ldap;

import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import com.unboundid.util.ssl.TrustAllSSLSocketVerifier;
import com.unboundid.util.ssl.TrustAllTrustManager;

import org.fingerpost.api.tls.Tls;

/**
 * How connections to servers are encrypted: with the router's versions, ciphers and authorities while it has any, else with those
 * of Java. Any thread.
 */
final class Encryption {

    private final Supplier<Optional<Tls>> tls;
    private final boolean verify;

    /** @param verify whether certificates must prove that the server is who the table names */
    Encryption(Supplier<Optional<Tls>> tls, boolean verify) {
        this.tls = tls;
        this.verify = verify;
    }

    SSLSocketFactory sockets(Server server) throws GeneralSecurityException {
        if (verify && tls.get().isEmpty()) {
            return SSLContext.getDefault().getSocketFactory();
        }
        // Whom to trust is seen to by the verifier, after the handshake and before anything is said.
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAllTrustManager(false)}, null);
        return new PreparedSockets(context.getSocketFactory(), socket -> prepare(socket, server));
    }

    private void prepare(SSLSocket socket, Server server) {
        tls.get().ifPresent(ours -> socket.setSSLParameters(ours.client(server.host(), server.port()).getSSLParameters()));
    }

    SSLSocketVerifier verifier() {
        return !verify ? TrustAllSSLSocketVerifier.getInstance()
                : tls.get().isEmpty() ? new HostNameSSLSocketVerifier(true) : new ByOurAuthorities();
    }

    private final class ByOurAuthorities extends SSLSocketVerifier {

        @Override
        public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
            Optional<Tls> ours = tls.get();
            String why = ours.isEmpty() ? "the router's authorities are not there now"
                    : ours.get().distrust(socket.getSession(), host).orElse("");
            if (!why.isEmpty()) {
                throw new LDAPException(ResultCode.CONNECT_ERROR, "the certificate of " + host + ": " + why);
            }
        }
    }
}
