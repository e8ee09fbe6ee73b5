package org.fingerpost.listener.smtp;

import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import org.fingerpost.api.tls.Tls;

/** TLS of a server that has a certificate, as far as nobody asks for it. */
final class FakeTls implements Tls {

    @Override
    public Optional<SSLEngine> server() {
        try {
            return Optional.of(SSLContext.getDefault().createSSLEngine());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SSLEngine client(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> distrust(SSLSession session, String name) {
        return Optional.of("nobody is trusted");
    }

    @Override
    public Executor tasks() {
        return Runnable::run;
    }
}
