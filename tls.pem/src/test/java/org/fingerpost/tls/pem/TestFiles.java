package org.fingerpost.tls.pem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The certificates beside this class, as files that a router would have. */
final class TestFiles {

    private TestFiles() {
    }

    static Path copy(String name, Path folder) throws IOException {
        return copyTo(name, folder.resolve(name));
    }

    static Path copyTo(String name, Path file) throws IOException {
        try (InputStream in = TestFiles.class.getResourceAsStream(name)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** Of the pairs of these names, with the tests' authority. */
    static Settings settings(Path folder, String... names) throws IOException {
        for (String name : names) {
            copy(name + ".pem", folder);
            copy(name + ".key", folder);
        }
        List<Path> certificates = Arrays.stream(names).map(name -> folder.resolve(name + ".pem")).toList();
        List<Path> keys = Arrays.stream(names).map(name -> folder.resolve(name + ".key")).toList();
        return new Settings(certificates, keys, List.of(copy("ca.pem", folder)), List.of(), true, true,
                List.of("TLSv1.2", "TLSv1.3"), List.of("modern"), 2, Duration.ofDays(14));
    }

    static Settings speaking(Settings s, String... protocols) {
        return new Settings(s.certificates(), s.keys(), s.authorities(), s.clientAuthorities(), s.askClients(), s.showToServers(),
                List.of(protocols), s.ciphers(), s.threads(), s.warnBefore());
    }

    static PemTls tls(Settings settings, Path folder) {
        return new PemTls(settings, folder, Clock.systemUTC());
    }
}
