package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Content in chunks: what comes out, however it is cut. {@code r} and {@code n} stand for CR and LF. */
class ChunkDecoderTest {

    private static String decode(BareNewlines newlines, boolean binary, String content, int piece) {
        StringBuilder out = new StringBuilder();
        ChunkDecoder decoder = new ChunkDecoder(newlines, binary, (octets, offset, length) ->
                out.append(new String(octets, offset, length, StandardCharsets.ISO_8859_1)));
        byte[] octets = content.replace('r', '\r').replace('n', '\n').getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < octets.length; from += piece) {
            decoder.decode(octets, from, Math.min(piece, octets.length - from));
        }
        decoder.end();
        return decoder.sawBareNewline() && newlines == BareNewlines.REJECT ? "refused"
                : out.toString().replace('\r', 'r').replace('\n', 'n');
    }

    private static void check(BareNewlines newlines, boolean binary, String content, String expected) {
        for (int piece = 1; piece <= Math.max(1, content.length()); piece++) {
            assertEquals(expected, decode(newlines, binary, content, piece), content + " in pieces of " + piece);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "x, xrn", "xrn, xrn", "xrnrny, xrnrnyrn", ".rn, .rn", "..rn.rn, ..rn.rn", "xr, refused", "r, refused",
        "n, refused", "rrn, refused", "xnrn, refused", "xn.ny, refused", "xr.ry, refused", "xrn.ny, refused", "rnrn, rnrn",
        "xn.rn, refused", "xr.rn, refused"})
    void linesEndWithCrlf(String content, String expected) {
        check(BareNewlines.REJECT, false, content, expected);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "x, xrn", "xr, xrn", "xn, xrn", "n, rn", "r, rn", "rrn, rnrn", "xnnny, xrnrnrnyrn", "xn.ny, xrn.rnyrn",
        "xr.ry, xrn.rnyrn", "xrrrn, xrnrnrn", "nrnr, rnrnrn"})
    void straysBecomeCrlf(String content, String expected) {
        check(BareNewlines.NORMALIZE, false, content, expected);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "rn, rn", "A:rnrn, A:rnrn", "A:rnrnxnyrz, A:rnrnxnyrz", "A:rnrnr, A:rnrnr", "A:rnrnrnn, A:rnrnrnn",
        "rnnrr, rnnrr", "A:, A:rn", "A:rn, A:rn", "A:nrn, refused", "A:r, refused", "nA:, refused", "A:rrnx, refused"})
    void binaryContentHasAHeaderOfLines(String content, String expected) {
        check(BareNewlines.REJECT, true, content, expected);
    }

    @ParameterizedTest
    @CsvSource({"A:nB:rnrnnr, A:rnB:rnrnnr", "A:nrnnx, A:rnrnnx", "A:rrnnx, A:rnrnnx", "A:r, A:rn"})
    void headerOfBinaryContentIsNormalized(String content, String expected) {
        check(BareNewlines.NORMALIZE, true, content, expected);
    }
}
