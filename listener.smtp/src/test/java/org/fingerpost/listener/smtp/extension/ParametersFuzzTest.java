package org.fingerpost.listener.smtp.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fingerpost.listener.smtp.extension.Parameters.Of;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as parameters of MAIL and RCPT, xtext among them: refused by {@link BadParameter} only. */
class ParametersFuzzTest {

    private static final Instant NOW = Instant.parse("2030-01-31T08:00:00Z");

    static Stream<byte[]> parameters() {
        return Stream.of("SIZE=10 BODY=8BITMIME RET=HDRS ENVID=QQ+20314159", "NOTIFY=SUCCESS,DELAY ORCPT=rfc822;bob+2Bx@a.test",
                "ORCPT=utf-8;b\\x{FC}ro@a.test", "AUTH=e+3Dmc2@example.com", "AUTH=<>",
                "SMTPUTF8 REQUIRETLS", "BY=120;RT MT-PRIORITY=-3",
                "HOLDFOR=100", "HOLDUNTIL=2030-02-01T00:00:00Z", "SIZE=99999999999999999999", "ENVID=+", "=", "X-=",
                "\u00fc=\u00fc",
                "ORCPT=utf-8;\u00c3\u00bc@a.test", "BODY=BINARYMIME\tSIZE=0")
                .map(octets -> octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("parameters")
    @DictionaryEntries({"SIZE=", "BODY=BINARYMIME", "ENVID=", "ORCPT=rfc822;", "ORCPT=utf-8;", "\\\\x{", "+2B", "AUTH=", "BY=",
        ";R", "HOLDFOR=", "HOLDUNTIL=", "MT-PRIORITY=", "NOTIFY=SUCCESS,FAILURE"})
    @FuzzTest(maxDuration = "10m")
    void anyParameters(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        for (Of of : Of.values()) {
            for (Circumstances in : List.of(Standing.CLEAR, Standing.CLEAR.submission().encrypted().authenticated())) {
                check(of, in, text);
            }
        }
    }

    private static void check(Of of, Circumstances in, String text) {
        Map<String, String> parameters;
        try {
            parameters = Parameters.parse(text);
            Parameters.check(parameters, of, () -> new Offering(in, NOW));
        } catch (BadParameter e) {
            assertTrue(e.code() >= 500 && e.code() < 600, text);
            return;
        }
        parameters.forEach((keyword, value) -> {
            assertTrue(keyword.matches("[A-Z0-9][A-Z0-9-]*"), keyword);
            assertTrue(value.chars().noneMatch(c -> c <= ' ' || c == 0x7f || c > 0xff), value);
        });
        Parameters.declareMoreThan(1000, parameters);
        assertEquals(parameters, again(parameters));
    }

    /** Written down, as in a queue, and read again. */
    private static Map<String, String> again(Map<String, String> parameters) {
        try {
            return Parameters.parse(parameters.entrySet().stream()
                    .map(given -> given.getValue().isEmpty() ? given.getKey() : given.getKey() + "=" + given.getValue())
                    .collect(Collectors.joining(" ")));
        } catch (BadParameter e) {
            throw new AssertionError("taken, but not again: " + parameters, e);
        }
    }
}
