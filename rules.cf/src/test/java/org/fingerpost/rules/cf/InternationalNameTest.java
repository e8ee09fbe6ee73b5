package org.fingerpost.rules.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternationalNameTest {

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aDomainHasTwoNamesIfItHasSuchLetters() {
        assertEquals(Optional.of("xn--bcher-kva.example"), InternationalName.other(octets("b\u00fccher.example")));
        assertEquals(Optional.of(octets("b\u00fccher.example")), InternationalName.other("xn--bcher-kva.example"));
        assertEquals(Optional.empty(), InternationalName.other("books.example"));
        assertEquals(Optional.empty(), InternationalName.other("b\u00fccher.example"), "that is no UTF-8");
        assertEquals(Optional.empty(), InternationalName.other("xn--\u0000.example"));
        assertEquals(Optional.empty(), InternationalName.other("192.0.2.0/24"));
    }

    @Test
    void oursAreOursByBothNames(@TempDir Path directory) throws Exception {
        Path cf = directory.resolve("test.cf");
        Files.writeString(cf, "V10\nCwb\u00fccher.example\nCRxn--bcher-kva.test\nCxb\u00fccher.example\n",
                StandardCharsets.UTF_8);
        var classes = new SendmailCfReader("here.example").read(cf, directory).policy().classes();
        assertTrue(classes.get("w").containsAll(Set.of("xn--bcher-kva.example", octets("b\u00fccher.example"))));
        assertEquals(Set.of("xn--bcher-kva.test", octets("b\u00fccher.test")), classes.get("R"));
        assertEquals(1, classes.get("x").size(), "not every class is of domains");
    }
}
