package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Executor;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.fingerpost.api.tls.Tls;

/** TLS with the tests' own certificate ({@code tls.p12}, made by keytool, good for a hundred years), and clients that take it. */
final class RealTls implements Tls {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SSLContext context;
    Executor executor = Runnable::run;

    RealTls() {
        try (InputStream in = RealTls.class.getResourceAsStream("tls.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, PASSWORD);
            context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shakes hands as a client. */
    SSLSocket upgrade(Socket socket, String version) throws IOException {
        socket.setSoTimeout(30_000);
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, "mx.example", 25, true);
        secure.setEnabledProtocols(new String[] {version});
        secure.startHandshake();
        return secure;
    }

    @Override
    public Optional<SSLEngine> server() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return Optional.of(engine);
    }

    @Override
    public SSLEngine client(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> distrust(SSLSession session, String name) {
        return Optional.empty();
    }

    @Override
    public Executor tasks() {
        return task -> executor.execute(task);
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // anybody
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // anybody
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
