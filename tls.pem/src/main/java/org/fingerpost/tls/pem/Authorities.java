package org.fingerpost.tls.pem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificate authorities that are trusted, and whether a chain leads to one of them (RFC 5280 §6). Immutable. */
final class Authorities {

    /** Where systems keep theirs: Debian, Fedora, Alpine and the BSDs. */
    private static final List<Path> OF_SYSTEM = List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"), Path.of("/etc/ssl/cert.pem"));
    /** The JDK wants to know how the key was agreed on, and takes this for TLS 1.3 itself. */
    private static final String ANY_KEY_EXCHANGE = "UNKNOWN";

    private final X509TrustManager check;

    private Authorities(X509TrustManager check) {
        this.check = check;
    }

    /**
     * @param sources files, or folders of them; none: those of the system, else of the JDK
     * @throws IOException with one line that names the file and says what is wrong
     */
    static Authorities read(List<Path> sources) throws IOException {
        List<Path> files = sources.isEmpty() ? OF_SYSTEM.stream().filter(Files::isReadable).limit(1).toList() : files(sources);
        if (sources.isEmpty() && files.isEmpty()) {
            return of(null);
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Path file : files) {
                for (X509Certificate certificate : PemFile.read(file).certificates()) {
                    store.setCertificateEntry(String.valueOf(store.size()), certificate);
                }
            }
            if (store.size() == 0) {
                throw new IOException(sources + ": there is no certificate (PEM is expected)");
            }
            return of(store);
        } catch (GeneralSecurityException e) {
            throw new IOException("the authorities cannot be used: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(List<Path> sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                try (Stream<Path> inside = Files.list(source)) {
                    inside.filter(Files::isRegularFile).filter(f -> f.toString().matches(".*\\.(pem|crt|cer)")).sorted()
                            .forEach(files::add);
                }
            } else {
                files.add(source);
            }
        }
        return files;
    }

    private static Authorities of(KeyStore store) throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    return new Authorities(x509);
                }
            }
            throw new IOException("this Java has no check of certificates");
        } catch (GeneralSecurityException e) {
            throw new IOException("the authorities cannot be used: " + e.getMessage(), e);
        }
    }

    int size() {
        return check.getAcceptedIssuers().length;
    }

    /** Why the chain of a server does not lead here; empty if it does. */
    Optional<String> distrustServer(X509Certificate[] chain) {
        try {
            check.checkServerTrusted(chain, ANY_KEY_EXCHANGE);
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(reason(e, chain));
        }
    }

    /** Why the chain of a client does not lead here; empty if it does. */
    Optional<String> distrustClient(X509Certificate[] chain) {
        try {
            check.checkClientTrusted(chain, ANY_KEY_EXCHANGE);
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(reason(e, chain));
        }
    }

    private static String reason(CertificateException failure, X509Certificate[] chain) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        X509Certificate last = chain[chain.length - 1];
        if (cause instanceof CertificateExpiredException) {
            return "a certificate has expired";
        } else if (cause instanceof CertificateNotYetValidException) {
            return "a certificate is not valid yet";
        } else if (!(cause instanceof CertPathBuilderException)) {
            return "the certificate is not good: " + String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}+", " ");
        }
        return chain.length == 1 && last.getSubjectX500Principal().equals(last.getIssuerX500Principal())
                ? "the certificate is self-signed" : "its authority is not trusted: " + last.getIssuerX500Principal().getName();
    }
}
