package org.fingerpost.auth.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Random octets of this instance, made when they are first needed and kept. */
final class Secret {

    private static final Logger LOG = LoggerFactory.getLogger(Secret.class);
    private static final int OCTETS = 32;

    private Secret() {
    }

    static byte[] of(Path file) {
        try {
            byte[] kept = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            return kept.length == OCTETS ? kept : made(file);
        } catch (IOException e) {
            LOG.warn("auth: {} cannot be kept: {}", file, e.toString());
            return Verifier.random(OCTETS);
        }
    }

    private static byte[] made(Path file) throws IOException {
        byte[] secret = Verifier.random(OCTETS);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, secret);
        return secret;
    }
}
