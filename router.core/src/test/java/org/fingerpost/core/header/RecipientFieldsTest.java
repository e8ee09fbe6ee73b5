package org.fingerpost.core.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientFieldsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            # value                                    | addresses, joined by +
            eric                                       | eric
            a@b, c@d                                   | a@b+c@d
            Eric Router <eric@x> , <tef@y>             | eric@x+tef@y
            "A, B" <a@b>, c@d (C, D), (x) e@f          | a@b+c@d+e@f
            "b c"@d, "q\\"r, s"@t                      | "b c"@d+"q\\"r, s"@t
            <"a>b, c"@d>, e                            | "a>b, c"@d+e
            list: a, B <b@c>;, d                       | a+b@c+d
            undisclosed recipients:;                   | ''
            one: a; , two: b, c ;                      | a+b+c
            csvax:anna, decvax!foo!bar                 | csvax:anna+decvax!foo!bar
            a@[IPv6:::1], <b@[1.2.3.4]>; x             | a@[IPv6:::1]+b@[1.2.3.4]
            <@relay,@b:c@d>, e                         | @relay,@b:c@d+e
            u at usc-isif, , a\\,b@c                   | u at usc-isif+a\\,b@c
            a (nested (deep, x) y) @ b, c              | a  @ b+c
            <(comment) a@b (c)>                        | a@b
            , ,                                        | ''
            <>                                         | ''
            <b@nn, nosuch@x                            | <b@nn+nosuch@x
            "fine, q" <a@b>, "open <c@d>, e@f          | a@b+c@d+e@f
            (ok) a@b, open ( c@d, e@f                  | a@b+open ( c@d+e@f
            a)b, c>d, e]f                              | a)b+c>d+e]f
            """)
    void addressesAreTakenOutOfTheirDress(String value, String expected) {
        assertEquals(expected.isEmpty() ? List.of() : Arrays.asList(expected.split("\\+")), addresses("To: " + value));
    }

    @Test
    void toCcAndBccCountInTheirOrder() {
        assertEquals(List.of("c", "a", "b", "a"), addresses("Cc: c", "From: x", "TO: a,\r\n\tb", "bcc: a", "Apparently-To: y"));
    }

    @Test
    void resentFieldsReplaceTheOthers() {
        assertEquals(List.of("b@nn", "c@nn"), addresses("To: a@nn", "Resent-To: b@nn", "Resent-Bcc: c@nn"));
        assertEquals(List.of(), addresses("To: a@nn", "Resent-From: b@nn"));
    }

    @Test
    void octetsThatWouldBreakAnEnvelopeAreLeftOut() {
        assertEquals(List.of("ab@c d"), addresses("To: a\rb\u0000@c\td"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "\"", "<", "[", ":", ";", ",", "(\"<[", "\\", "(<\"[:;,", ")", "a(", "\"(", "<\"", "x:"})
    void floodsOfMarksAreScannedInLinearTime(String mark) {
        String value = mark.repeat(1_000_000 / mark.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> addresses("To: " + value));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingThrows(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                value.append("()<>[]\",;:\\@ab \u00ff\r".charAt(random.nextInt(17)));
            }
            List<String> addresses = addresses("To:" + value);
            assertTrue(addresses.stream().noneMatch(a -> a.isBlank() || a.contains("\r")), value::toString);
        }
    }

    @Test
    void bccIsDropped() {
        assertEquals("To: a\r\nX: y\r\n", withoutBcc("To: a", "Bcc: b", "X: y", "Resent-Bcc: c"));
        assertEquals("Subject: s\r\n", withoutBcc("Subject: s"));
    }

    @Test
    void anOnlyBccStaysWithoutItsAddresses() {
        assertEquals("A: b\r\nBCC:\r\nC: d\r\n", withoutBcc("A: b", "BCC: x,\r\n y", "C: d", "Bcc: z"));
    }

    private static List<String> addresses(String... fields) {
        return RecipientFields.addresses(header(fields));
    }

    private static String withoutBcc(String... fields) {
        return new String(RecipientFields.withoutBcc(header(fields)).toBytes(), StandardCharsets.ISO_8859_1);
    }

    private static Header header(String... fields) {
        return new Header(Arrays.stream(fields).map(HeaderField::new).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "add-to,             'Subject: s|To: a@x|To: b'",
        "Add-Apparently-To,  'Subject: s|Apparently-To: a@x|Apparently-To: b'",
        "add-to-undisclosed, 'Subject: s|To: undisclosed-recipients:;'",
        "add-bcc,            'Subject: s|Bcc:'",
        "none,               'Subject: s'"})
    void aHeaderWithoutRecipientsGetsSome(String action, String expected) {
        Header completed = RecipientFields.completed(new Header(List.of(new HeaderField("Subject: s"))), action,
                List.of("a@x", "b"));
        assertEquals(expected, String.join("|", completed.fields().stream().map(HeaderField::raw).toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"To:", "cc: x", "Bcc: x", "Apparently-To: x", "Resent-To: x"})
    void aHeaderWithRecipientsGetsNoOthers(String field) {
        Header header = new Header(List.of(new HeaderField(field)));
        assertEquals(header, RecipientFields.completed(header, "add-to", List.of("a@x")));
    }
}
