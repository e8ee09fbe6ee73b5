package org.fingerpost.tls.pem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file in PEM (RFC 7468) holds, in its order; text around the blocks does not count. Immutable. */
final class PemFile {

    private static final int MAX_BYTES = 4 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----\\s*\\n([^-]*)-----END \\1-----");

    private record Block(String label, String content) {
    }

    private final Path file;
    private final List<Block> blocks;

    private PemFile(Path file, List<Block> blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    /** @throws IOException if it cannot be read; one line that names it */
    static PemFile read(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(file + ": larger than " + MAX_BYTES + " bytes");
            }
            return of(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
    }

    static PemFile of(Path file, String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher m = BLOCK.matcher(text.replace("\r\n", "\n"));
        while (m.find()) {
            blocks.add(new Block(m.group(1), m.group(2)));
        }
        return new PemFile(file, blocks);
    }

    /** All certificates; perhaps none. */
    List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label.equals("CERTIFICATE") || block.label.equals("X509 CERTIFICATE")) {
                certificates.add(certificate(octets(block)));
            }
        }
        return certificates;
    }

    private X509Certificate certificate(byte[] octets) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(octets));
        } catch (CertificateException e) {
            throw new IOException(file + ": a certificate makes no sense: " + e.getMessage(), e);
        }
    }

    /** The first private key; empty if there is none. */
    Optional<PrivateKey> privateKey() throws IOException {
        for (Block block : blocks) {
            if (block.label.endsWith("PRIVATE KEY")) {
                return Optional.of(privateKey(block));
            }
        }
        return Optional.empty();
    }

    private PrivateKey privateKey(Block block) throws IOException {
        if (block.label.startsWith("ENCRYPTED") || block.content.contains("ENCRYPTED")) {
            throw new IOException(file + ": the key is encrypted; \"openssl pkcs8 -topk8 -nocrypt -in " + file
                    + " -out NEW\" writes it so that it can be used without a password");
        }
        try {
            return PrivateKeys.decode(block.label, octets(block));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": the key cannot be used: " + e.getMessage(), e);
        }
    }

    private byte[] octets(Block block) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(block.content);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": what stands after BEGIN " + block.label + " is no base64", e);
        }
    }
}
