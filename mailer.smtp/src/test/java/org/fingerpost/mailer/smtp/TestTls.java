package org.fingerpost.mailer.smtp;

import java.io.InputStream;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.tls.Tls;

/** TLS with a certificate of its own for mx.test and 127.0.0.1. */
final class TestTls implements Tls, AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    final SSLContext context;
    /** Whose engines have been asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** What {@link #distrust} says; empty to trust. */
    volatile String distrust = "";
    /** Set to have clients offer nothing that the server takes. */
    volatile String[] protocols = {"TLSv1.3", "TLSv1.2"};
    private final ExecutorService tasks = Executors.newFixedThreadPool(1, new DaemonThreads("test-tls"));

    TestTls() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = TestTls.class.getResourceAsStream("mx.p12")) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
    }

    @Override
    public Optional<SSLEngine> server() {
        return Optional.empty();
    }

    @Override
    public SSLEngine client(String host, int port) {
        asked.add(host);
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols);
        if (!Character.isDigit(host.charAt(0))) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public Optional<String> distrust(SSLSession session, String name) {
        return name.equals("127.0.0.1") || name.equals("mx.test")
                ? Optional.of(distrust).filter(why -> !why.isEmpty()) : Optional.of("it is not for " + name);
    }

    @Override
    public Executor tasks() {
        return tasks;
    }

    @Override
    public void close() {
        tasks.shutdown();
    }

    /** {@link #distrust} says what a certificate is worth. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
