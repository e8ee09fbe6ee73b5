package org.fingerpost.core.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineScanTest {

    /** {@code r}, {@code n} and {@code 0} stand for CR, LF and NUL; however the octets are cut. */
    @ParameterizedTest
    @CsvSource({"'',true", "rn,true", "arnbrn,true", "rnrn,true", "a,false", "arnb,false", "ar,false", "an,false", "n,false",
        "nrn,false", "rrn,false", "arbrn,false", "anrn,false", "arnn,false", "a0rn,false", "rnr,false", "\u00e9rn,true"})
    void linesAreLines(String text, boolean lines) {
        byte[] octets = text.replace('r', '\r').replace('n', '\n').replace('0', '\0').getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 1; cut <= octets.length + 1; cut++) {
            LineScan scan = new LineScan();
            for (int from = 0; from < octets.length; from += cut) {
                scan.at(octets, from, Math.min(cut, octets.length - from));
            }
            assertEquals(lines, scan.isLines(), text + " cut after " + cut);
        }
    }
}
