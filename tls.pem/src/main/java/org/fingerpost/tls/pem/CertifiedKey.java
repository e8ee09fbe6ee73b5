package org.fingerpost.tls.pem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A private key and the certificates that say whose it is.
 *
 * @param file  that the certificates are from
 * @param chain our own certificate first, then those that lead to an authority; at least one
 */
record CertifiedKey(Path file, List<X509Certificate> chain, PrivateKey key) {

    private static final Set<PosixFilePermission> FORBIDDEN = EnumSet.of(PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    CertifiedKey {
        chain = List.copyOf(chain);
    }

    /**
     * @param keyFile may be the same
     * @throws IOException with one line that names the file and says what is wrong
     */
    static CertifiedKey read(Path file, Path keyFile) throws IOException {
        List<X509Certificate> chain = PemFile.read(file).certificates();
        if (chain.isEmpty()) {
            throw new IOException(file + ": there is no certificate in it (PEM is expected)");
        }
        requirePrivate(keyFile);
        PrivateKey key = PemFile.read(keyFile).privateKey()
                .orElseThrow(() -> new IOException(keyFile + ": there is no private key in it (PEM is expected)"));
        try {
            if (!PrivateKeys.belong(key, chain.get(0))) {
                throw new IOException(keyFile + ": the key is not that of the certificate in " + file);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(keyFile + ": the key cannot be used: " + e.getMessage(), e);
        }
        return new CertifiedKey(file, chain, key);
    }

    /** A group that is trusted with keys may read it, as Debian's ssl-cert. */
    private static void requirePrivate(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": no such file");
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        Optional<PosixFilePermission> bad = FORBIDDEN.stream().filter(mode::contains).findFirst();
        if (bad.isPresent()) {
            throw new IOException(file + ": a private key that others may read or its group may change (\"chmod 600 " + file
                    + "\" puts it right)");
        }
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    Instant expires() {
        return certificate().getNotAfter().toInstant();
    }

    /** Whether it is for the host {@code name}. */
    boolean isFor(String name) {
        return PeerName.hosts(certificate()).stream().anyMatch(presented -> PeerName.matches(presented, name));
    }

    /** For people: {@code CN=mx.example.org}. */
    String subject() {
        return certificate().getSubjectX500Principal().getName();
    }
}
