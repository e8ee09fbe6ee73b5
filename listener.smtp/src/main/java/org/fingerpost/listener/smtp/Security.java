package org.fingerpost.listener.smtp;

import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import org.fingerpost.api.auth.Authenticator;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.tls.Tls;

/** Who protects connections and who knows people: the services that are there now. Any thread. */
final class Security {

    private final AtomicReference<Tls> tls = new AtomicReference<>();
    /** By rank, the highest first. */
    private final ConcurrentSkipListMap<Comparable<?>, Authenticator> authenticators =
            new ConcurrentSkipListMap<>(Collections.reverseOrder());

    void bind(Tls service) {
        tls.set(service);
    }

    /** Does nothing if another has taken its place. */
    void unbind(Tls service) {
        tls.compareAndSet(service, null);
    }

    /** @param rank comparable with those of the others */
    void bind(Comparable<?> rank, Authenticator authenticator) {
        authenticators.put(rank, authenticator);
    }

    void unbind(Comparable<?> rank) {
        authenticators.remove(rank);
    }

    Optional<Tls> tls() {
        return Optional.ofNullable(tls.get());
    }

    /** Whether TLS could begin now. */
    boolean hasCertificate() {
        return tls().flatMap(Tls::server).isPresent();
    }

    /** What clients can authenticate by now. */
    Set<String> mechanisms() {
        Set<String> all = new TreeSet<>();
        authenticators.values().forEach(each -> all.addAll(each.mechanisms()));
        return all;
    }

    /** @param mechanism in upper case */
    Optional<Authenticator> authenticator(String mechanism) {
        return authenticators.values().stream().filter(each -> each.mechanisms().contains(mechanism)).findFirst();
    }

    /** What a handshake has come to. */
    Protection protection(SSLSession session) {
        Optional<X509Certificate> shown = certificate(session);
        boolean trusted = shown.isPresent() && tls().map(t -> t.distrust(session, "").isEmpty()).orElse(false);
        return new Protection(session.getProtocol(), session.getCipherSuite(), bits(session.getCipherSuite()),
                shown.map(c -> line(c.getSubjectX500Principal().getName())).orElse(""),
                shown.map(c -> line(c.getIssuerX500Principal().getName())).orElse(""), trusted, "");
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            return Optional.of((X509Certificate) session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static int bits(String suite) {
        return suite.contains("_256_") || suite.contains("CHACHA20") ? 256 : 128;
    }

    /** Names in certificates may be anything. */
    private static String line(String name) {
        return name.replaceAll("[^ -~]", "?");
    }
}
