package org.fingerpost.tls.pem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLSession;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemTlsTest {

    @TempDir
    Path folder;

    private static SSLSession clientSession(PemTls client, PemTls server, String host) {
        return new Duplex(client.client(host, 25), server.server().orElseThrow(), 10_000).settle().client.session();
    }

    private static String shown(PemTls tls, String host) throws Exception {
        X509Certificate shown = (X509Certificate) clientSession(tls, tls, host).getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
    }

    @ParameterizedTest
    @CsvSource({
        "ec, mx.example.org, ''",
        "ec, 192.0.2.1, ''",
        "ec, x.mail.example.org, ''",
        "ec, mx.example.net, the certificate is for mx.example.org",
        "cnonly, cn.example.org, and not for cn.example.org",
        "self, self.example.org, the certificate is self-signed",
        "expired, old.example.org, a certificate has expired",
        "client, mx.example.org, the certificate is not good: Extended key usage",
    })
    void serversAreBelievedForAReason(String pair, String name, String why) throws Exception {
        PemTls tls = TestFiles.tls(TestFiles.settings(folder, pair), folder);
        Optional<String> distrust = tls.distrust(clientSession(tls, tls, name), name);
        assertEquals(why.isEmpty(), distrust.isEmpty(), distrust::toString);
        assertTrue(distrust.orElse("").contains(why), distrust::toString);
    }

    @Test
    void authoritiesOfTheSystemDoNotVouchForTheTests() throws Exception {
        Settings s = TestFiles.settings(folder, "ec");
        PemTls tls = TestFiles.tls(new Settings(s.certificates(), s.keys(), List.of(), List.of(), true, true,
                s.protocols(), s.ciphers(), 2, s.warnBefore()), folder);
        assertEquals(Optional.of("its authority is not trusted: CN=Test Authority"),
                tls.distrust(clientSession(tls, tls, "mx.example.org"), "mx.example.org"));
    }

    @Test
    void clientsAreBelievedForAReason() throws Exception {
        PemTls tls = TestFiles.tls(TestFiles.settings(folder, "client"), folder);
        Duplex both = new Duplex(tls.client("", 25), tls.server().orElseThrow(), 10_000).settle();
        assertEquals(Optional.empty(), tls.distrust(both.server.session(), ""));
        PemTls self = TestFiles.tls(TestFiles.settings(folder, "self"), folder);
        both = new Duplex(self.client("", 25), tls.server().orElseThrow(), 10_000).settle();
        assertEquals(Optional.of("the certificate is self-signed"), tls.distrust(both.server.session(), ""));
        PemTls bare = TestFiles.tls(new Settings(self.settings().certificates(), self.settings().keys(), List.of(),
                List.of(), false, false, self.settings().protocols(), self.settings().ciphers(), 2,
                self.settings().warnBefore()), folder);
        both = new Duplex(bare.client("", 25), tls.server().orElseThrow(), 10_000).settle();
        assertEquals(Optional.of("no certificate was shown"), tls.distrust(both.server.session(), ""));
    }

    @Test
    void theNameThatIsAskedForChoosesTheCertificate() throws Exception {
        PemTls tls = TestFiles.tls(TestFiles.settings(folder, "ec", "rsa"), folder);
        assertEquals("CN=mx.example.org", shown(tls, "mx.example.org"));
        assertEquals("CN=mx.example.org", shown(tls, "a.mail.example.org"));
        assertEquals("CN=other.example.net", shown(tls, "other.example.net"));
        assertEquals("CN=other.example.net", shown(tls, "Other.Example.Net."));
        assertEquals("CN=mx.example.org", shown(tls, "unknown.example.com"));
        assertEquals("CN=mx.example.org", shown(tls, "192.0.2.7"));
    }

    @Test
    void aNewCertificateIsShownAndABadOneIsNot() throws Exception {
        Settings settings = TestFiles.settings(folder, "ec");
        PemTls tls = TestFiles.tls(settings, folder);
        TestFiles.copyTo("self.pem", folder.resolve("ec.pem"));
        tls.check();
        tls.check();
        assertEquals("CN=mx.example.org", shown(tls, "mx.example.org"), "its key has not come");
        TestFiles.copyTo("self.key", folder.resolve("ec.key"));
        tls.check();
        assertEquals("CN=mx.example.org", shown(tls, "mx.example.org"), "it may still be written");
        tls.check();
        assertEquals("CN=self.example.org", shown(tls, "mx.example.org"));
        Files.delete(folder.resolve("ec.pem"));
        tls.check();
        tls.check();
        assertEquals("CN=self.example.org", shown(tls, "mx.example.org"));
    }

    @Test
    void withoutACertificateTlsIsNotOfferedButCanBeAskedFor() throws Exception {
        PemTls with = TestFiles.tls(TestFiles.settings(folder, "ec"), folder);
        Settings s = with.settings();
        PemTls without = TestFiles.tls(new Settings(List.of(folder.resolve("none")), s.keys(), s.authorities(),
                List.of(), true, true, s.protocols(), s.ciphers(), 2, s.warnBefore()), folder);
        assertTrue(without.server().isEmpty());
        assertEquals(Optional.empty(), without.distrust(clientSession(without, with, "mx.example.org"), "mx.example.org"));
    }

    @Test
    void aNewInstanceMakesACertificateOnce() throws Exception {
        PemTls tls = TestFiles.tls(Settings.defaults(folder), folder);
        Path certificate = folder.resolve("etc/tls/certificate.pem");
        String made = Files.readString(certificate);
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("etc/tls/key.pem"))));
        assertEquals("CN=" + FirstCertificate.hostName(), shown(tls, "anything.example.org"));
        TestFiles.tls(Settings.defaults(folder), folder);
        assertEquals(made, Files.readString(certificate));
        try (var left = Files.list(certificate.getParent())) {
            assertEquals(2, left.count());
        }
    }

    @Test
    void anAuthorityThatIsAddedIsBelieved() throws IOException {
        Path authorities = Files.createDirectory(folder.resolve("authorities"));
        TestFiles.copy("self.pem", authorities);
        Authorities some = Authorities.read(List.of(authorities));
        assertEquals(1, some.size());
        X509Certificate[] chain = {PemFile.read(TestFiles.copy("ec.pem", folder)).certificates().get(0)};
        assertFalse(some.distrustServer(chain).isEmpty());
        TestFiles.copy("ca.pem", authorities);
        assertTrue(Authorities.read(List.of(authorities)).distrustServer(chain).isEmpty());
    }

    @Test
    void suitesAreChosenByKindOrByName() {
        String[] supported = Material.supportedSuites();
        var modern = Ciphers.choose(List.of("modern"), supported);
        assertTrue(modern.contains("TLS_AES_256_GCM_SHA384"));
        assertTrue(modern.stream().noneMatch(suite -> suite.contains("_CBC_") || suite.startsWith("TLS_RSA_")));
        assertTrue(Ciphers.choose(List.of("intermediate"), supported).containsAll(modern));
        assertEquals(List.of("TLS_AES_128_GCM_SHA256"),
                Ciphers.choose(List.of("tls_aes_128_gcm_sha256"), supported));
        assertThrows(IllegalArgumentException.class,
                () -> Ciphers.choose(List.of("RC4"), supported));
    }

    @Test
    void theCommandShowsWhatIsInUse() throws Exception {
        PemTls tls = new PemTls(TestFiles.settings(folder, "ec"), folder, Clock.systemUTC());
        TestCall call = new TestCall();
        assertEquals(0, new TlsCommand(tls, Clock.systemUTC()).run(call));
        assertTrue(call.said().contains("names: mx.example.org, *.mail.example.org, 192.0.2.1"), call.said());
        PemTls old = new PemTls(TestFiles.settings(folder, "expired"), folder, Clock.systemUTC());
        TestCall second = new TestCall();
        assertEquals(78, new TlsCommand(old, Clock.systemUTC()).run(second));
        assertTrue(second.said().contains(", expired"), second.said());
    }
}
