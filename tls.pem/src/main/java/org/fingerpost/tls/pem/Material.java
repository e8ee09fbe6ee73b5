package org.fingerpost.tls.pem;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;

/**
 * All that engines are made from: keys, versions, ciphers, sessions that can be resumed. Immutable, but for those sessions.
 */
final class Material {

    /** Each of some kilobytes; clients that take tickets (RFC 5077, RFC 8446) need none. */
    private static final int MAX_SESSIONS = 1000;
    private static final int SESSION_SECONDS = 3600;

    private final List<CertifiedKey> keys;
    private final SSLContext context;
    private final Settings settings;
    private final String[] suites;

    private Material(List<CertifiedKey> keys, SSLContext context, Settings settings) {
        this.keys = List.copyOf(keys);
        this.context = context;
        this.settings = settings;
        this.suites = Ciphers.choose(settings.ciphers(), context.getSupportedSSLParameters().getCipherSuites())
                .toArray(String[]::new);
    }

    /** @throws IOException with one line that names the file that cannot be used, and why */
    static Material read(Settings settings) throws IOException {
        List<CertifiedKey> keys = new ArrayList<>();
        for (int i = 0; i < settings.certificates().size(); i++) {
            Path file = settings.certificates().get(i);
            keys.add(CertifiedKey.read(file, settings.keys().get(i)));
        }
        return of(keys, settings);
    }

    /** Without a certificate: for the client's side only. */
    static Material without(Settings settings) throws IOException {
        return of(List.of(), settings);
    }

    private static Material of(List<CertifiedKey> keys, Settings settings) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new KeysByName(keys, settings.showToServers())}, new TrustManager[] {new AnyPeer()},
                    new SecureRandom());
            limit(context.getServerSessionContext());
            limit(context.getClientSessionContext());
            return new Material(keys, context, settings);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private static void limit(SSLSessionContext sessions) {
        sessions.setSessionCacheSize(MAX_SESSIONS);
        sessions.setSessionTimeout(SESSION_SECONDS);
    }

    List<CertifiedKey> keys() {
        return keys;
    }

    SSLEngine server() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setWantClientAuth(settings.askClients());
        engine.setSSLParameters(parameters);
        return engine;
    }

    SSLEngine client(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host.endsWith(".") ? host.substring(0, host.length() - 1) : host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters(engine));
        return engine;
    }

    private SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(settings.protocols().toArray(String[]::new));
        parameters.setCipherSuites(suites);
        return parameters;
    }

    static String[] supportedSuites() {
        try {
            SSLContext any = SSLContext.getInstance("TLS");
            any.init(null, new TrustManager[] {new AnyPeer()}, null);
            return any.getSupportedSSLParameters().getCipherSuites();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
