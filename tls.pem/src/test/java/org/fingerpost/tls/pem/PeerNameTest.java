package org.fingerpost.tls.pem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerNameTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "mx.example.org, mx.example.org, true",
        "MX.Example.ORG, mx.example.org, true",
        "mx.example.org, mx.example.org., true",
        "mx.example.org, example.org, false",
        "example.org, mx.example.org, false",
        "mx.example.org, mx.example.orgx, false",
        "*.example.org, mx.example.org, true",
        "*.example.org, a.mx.example.org, false",
        "*.example.org, example.org, false",
        "*.example.org, .example.org, false",
        "*.org, example.org, false",
        "*, localhost, false",
        "*., localhost, false",
        "m*.example.org, mx.example.org, false",
        "*x.example.org, mx.example.org, false",
        "mx.*.org, mx.example.org, false",
        "*.*.org, mx.example.org, false",
        "*.example.org, *.example.org, true",
        "192.0.2.1, 192.0.2.1, true",
        "'', '', false",
    })
    void aNameOrAWildcardOfOneLabel(String presented, String host, boolean same) {
        assertEquals(same, PeerName.matches(presented, host));
    }

    @Test
    void addressesCountAsAddressesOnlyAndTheCommonNameNever() throws Exception {
        X509Certificate mx = PemFile.read(TestFiles.copy("ec.pem", folder)).certificates().get(0);
        assertTrue(PeerName.isOf(mx, "mx.example.org"));
        assertTrue(PeerName.isOf(mx, "a.mail.example.org"));
        assertTrue(PeerName.isOf(mx, "192.0.2.1"));
        assertTrue(PeerName.isOf(mx, "2001:db8:0::1"));
        assertFalse(PeerName.isOf(mx, "192.0.2.2"));
        X509Certificate cnOnly = PemFile.read(TestFiles.copy("cnonly.pem", folder)).certificates().get(0);
        assertFalse(PeerName.isOf(cnOnly, "cn.example.org"));
    }
}
