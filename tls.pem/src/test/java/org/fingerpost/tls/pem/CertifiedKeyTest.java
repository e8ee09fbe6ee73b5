package org.fingerpost.tls.pem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertifiedKeyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ec.pem, ec.key", "ec.pem, ec-sec1.key", "rsa.pem, rsa.key", "rsa.pem, rsa-pkcs1.key", "self.pem, self.key"})
    void everyFormOfAKeyIsRead(String certificate, String key) throws Exception {
        CertifiedKey read = CertifiedKey.read(TestFiles.copy(certificate, folder), TestFiles.copy(key, folder));
        assertEquals(1, read.chain().size());
    }

    @Test
    void certificateChainAndKeyMayBeOneFile() throws Exception {
        Path all = TestFiles.copy("ec.pem", folder);
        Files.writeString(all, "# the authority's\n" + Files.readString(TestFiles.copy("ca.pem", folder)).replace("\n", "\r\n")
                + Files.readString(TestFiles.copy("ec-sec1.key", folder)), java.nio.file.StandardOpenOption.APPEND);
        assertEquals(2, CertifiedKey.read(all, all).chain().size());
    }

    @Test
    void edwardsCurvesAreRead() throws Exception {
        assertTrue(PemFile.read(TestFiles.copy("ed25519.key", folder))
                .privateKey().orElseThrow().getAlgorithm().startsWith("Ed"));
    }

    @ParameterizedTest
    @CsvSource({
        "ec.pem, rsa.key, the key is not that of the certificate in",
        "ec.pem, self.key, the key is not that of the certificate in",
        "ec.pem, encrypted.key, openssl pkcs8 -topk8 -nocrypt",
        "ec.pem, ca.pem, there is no private key in it",
        "ec.key, ec.key, there is no certificate in it",
    })
    void whatIsWrongIsSaid(String certificate, String key, String said) throws Exception {
        refused(TestFiles.copy(certificate, folder), TestFiles.copy(key, folder), said);
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws Exception {
        Path key = TestFiles.copy("ec.key", folder);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        refused(TestFiles.copy("ec.pem", folder), key, "others may read");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        CertifiedKey.read(folder.resolve("ec.pem"), key);
    }

    @Test
    void damagedFilesAreRefused() throws Exception {
        Path certificate = TestFiles.copy("ec.pem", folder);
        Path key = TestFiles.copy("ec-sec1.key", folder);
        refused(folder.resolve("none.pem"), key, "no such file");
        refused(certificate, folder.resolve("none.key"), "no such file");
        String text = Files.readString(key);
        for (String damaged : new String[] {text.replace("MHc", "MHd"), text.replace("MHc", "MA"), text.replace("MHc", "/////"),
            "-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA PRIVATE KEY-----\n"}) {
            Files.writeString(key, damaged);
            refused(certificate, key, "ec-sec1.key: ");
        }
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
        refused(certificate, key, "makes no sense");
    }

    private static void refused(Path certificate, Path key, String said) {
        IOException e = assertThrows(IOException.class, () -> CertifiedKey.read(certificate, key));
        assertTrue(e.getMessage().contains(said), e.getMessage());
        assertTrue(e.getMessage().startsWith(certificate.getParent().toString()), e.getMessage());
    }
}
