package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TermsTest {

    private static final Terms.Defaults DEFAULTS = new Terms.Defaults(TlsLevel.MAY, false);

    @TempDir
    Path folder;

    private static Terms of(TestDelivery delivery) {
        return Terms.of(delivery, DEFAULTS);
    }

    private static TestDelivery delivery() {
        return TestDelivery.to("mx.test");
    }

    @Test
    void defaults() {
        Terms terms = of(delivery());
        assertEquals(TlsLevel.MAY, terms.tls());
        assertFalse(terms.lmtp() || terms.chunking() || terms.credentials().isPresent());
        assertEquals(TlsLevel.ENCRYPT, Terms.of(delivery(), new Terms.Defaults(TlsLevel.ENCRYPT, true)).tls());
    }

    @ParameterizedTest
    @CsvSource({"none, NONE", "may, MAY", "Encrypt, ENCRYPT", "VERIFY, VERIFY", "' implicit ', IMPLICIT"})
    void levelOfTheDestination(String word, TlsLevel level) {
        assertEquals(level, of(delivery().setting("smtp.tls", word)).tls());
    }

    @ParameterizedTest
    @CsvSource({"none, VERIFY", "may, VERIFY", "implicit, IMPLICIT"})
    void messageThatDemandsTlsIsVerified(String word, TlsLevel level) {
        Terms terms = of(delivery().setting("smtp.tls", word).parameter("REQUIRETLS", ""));
        assertEquals(level, terms.tls());
        assertTrue(terms.requireTls());
    }

    @ParameterizedTest
    @CsvSource({"none, NONE", "may, MAY", "encrypt, MAY", "verify, MAY", "implicit, IMPLICIT"})
    void messageThatWouldRatherArriveIsNotHeldUp(String word, TlsLevel level) {
        assertEquals(level, of(delivery().setting("smtp.tls", word).field("TLS-Required", " No ")).tls());
    }

    @Test
    void demandGoesBeforeTheHeader() {
        assertEquals(TlsLevel.VERIFY, of(delivery().parameter("REQUIRETLS", "").field("TLS-Required", "No")).tls());
    }

    @Test
    void flagZIsLmtp() {
        assertTrue(of(delivery().flags("z")).lmtp());
    }

    @Test
    void passwordFromTheSettingsOrAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "s\u00e9cret word\nsecond line\n");
        Credentials fromFile = of(delivery().setting("smtp.auth.user", "ann").setting("smtp.auth.password", "other")
                .setting("smtp.auth.password.file", file.toString())).credentials().orElseThrow();
        assertEquals("s\u00c3\u00a9cret word", fromFile.password());
        Credentials set = of(delivery().setting("smtp.auth.user", "ann").setting("smtp.auth.password", "p")
                .setting("smtp.auth.mechanisms", "plain, login")).credentials().orElseThrow();
        assertEquals("p", set.password());
        assertEquals(List.of("PLAIN", "LOGIN"), set.mechanisms());
    }

    @Test
    void passwordIsNotPrinted() {
        Terms terms = of(delivery().setting("smtp.auth.user", "ann").setting("smtp.auth.password", "hush"));
        assertFalse(terms.toString().contains("hush"), terms.toString());
        CommandLine line = CommandLine.secret(Stage.AUTH, "AUTH PLAIN aHVzaA==");
        assertFalse(line.toString().contains("aHVzaA"), line.toString());
    }

    @ParameterizedTest
    @CsvSource({"smtp.tls, always, 'smtp.tls: \"always\" where none, may, encrypt, verify, implicit is expected'",
            "smtp.chunking, perhaps, 'smtp.chunking: \"perhaps\" where yes or no is expected'",
            "smtp.auth.user, ann, 'smtp.auth.user is set, but neither smtp.auth.password.file nor smtp.auth.password'"})
    void badSettingIsNamed(String key, String value, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> of(delivery().setting(key, value)));
        assertEquals(message, e.getMessage());
    }

    @Test
    void passwordFileThatIsNoneIsNamed() throws Exception {
        TestDelivery delivery = delivery().setting("smtp.auth.user", "ann").setting("smtp.auth.password.file",
                folder.resolve("absent").toString());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> of(delivery)).getMessage().contains("absent"));
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        TestDelivery other = delivery().setting("smtp.auth.user", "ann").setting("smtp.auth.password.file", empty.toString());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> of(other)).getMessage().contains("is empty"));
        assertThrows(IllegalArgumentException.class, () -> of(delivery().setting("smtp.auth.user", "ann")
                .setting("smtp.auth.password", "p").setting("smtp.auth.mechanisms", "GSSAPI")));
    }
}
