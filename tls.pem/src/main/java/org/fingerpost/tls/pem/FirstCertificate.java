package org.fingerpost.tls.pem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Makes a certificate that this machine has signed itself, by the JDK's keytool, so that a new instance can speak TLS: who sends
 * mail to a stranger takes any certificate.
 */
final class FirstCertificate {

    private static final String ALIAS = "fingerpost";
    private static final int DAYS = 3650;
    private static final int TIMEOUT_SECONDS = 30;
    private static final int LINE = 64;
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private FirstCertificate() {
    }

    /** The machine's name if it can be in a certificate. */
    static String hostName() {
        try {
            String name = Files.readString(HOST_NAME).strip();
            return name.matches("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,62}[A-Za-z0-9])?") ? name : "localhost";
        } catch (IOException e) {
            return "localhost";
        }
    }

    /**
     * Writes both files; folders are made for them.
     *
     * @throws IOException if that cannot be done: one line
     */
    static void make(String host, Path certificate, Path key) throws IOException, InterruptedException {
        makeFolder(certificate.getParent());
        makeFolder(key.getParent());
        Path folder = Files.createTempDirectory(key.getParent(), "new");
        Path store = folder.resolve("store");
        String password = UUID.randomUUID().toString();
        try {
            run(host, store, password);
            KeyStore made = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                made.load(in, password.toCharArray());
            }
            write(folder, key, "rw-------", "PRIVATE KEY", made.getKey(ALIAS, password.toCharArray()).getEncoded());
            write(folder, certificate, "rw-r--r--", "CERTIFICATE", made.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("keytool's key cannot be read: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(folder);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        }
    }

    private static void run(String host, Path store, String password) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1",
                "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-validity", String.valueOf(DAYS), "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass:env", "STORE_PASSWORD"));
        builder.environment().put("STORE_PASSWORD", password);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process keytool = builder.start();
        if (!keytool.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            keytool.destroyForcibly();
            throw new IOException("keytool has not ended within " + TIMEOUT_SECONDS + " s");
        }
        if (keytool.exitValue() != 0) {
            throw new IOException("keytool failed with exit status " + keytool.exitValue());
        }
    }

    private static void write(Path folder, Path file, String mode, String label, byte[] octets) throws IOException {
        Path written = folder.resolve("pem");
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(octets) + "\n-----END " + label + "-----\n";
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, text, StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(mode));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
