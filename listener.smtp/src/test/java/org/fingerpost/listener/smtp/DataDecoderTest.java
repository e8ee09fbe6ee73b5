package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends the content, and what it is, cut at every position. C, L, 0 and N stand for CR, LF, NUL and CRLF. */
class DataDecoderTest {

    private final StringBuilder decoded = new StringBuilder();

    private static String spell(String brief) {
        return brief.replace("N", "CL").replace('C', '\r').replace('L', '\n').replace('0', '\0');
    }

    /** Where the content ends, or -1. */
    private int decode(DataDecoder decoder, String octets, int cut) {
        byte[] all = octets.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer first = ByteBuffer.wrap(all, 0, cut);
        if (decoder.decode(first)) {
            return first.position();
        }
        assertEquals(cut, first.position());
        ByteBuffer second = ByteBuffer.wrap(all, cut, all.length - cut).slice();
        return decoder.decode(second) ? cut + second.position() : -1;
    }

    private DataDecoder decoder(BareNewlines bareNewlines) {
        decoded.setLength(0);
        return new DataDecoder(bareNewlines, (octets, offset, length) ->
                decoded.append(new String(octets, offset, length, StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @CsvSource({
        // octets, whether they end the content, whether they hold a bare CR or LF
        "aN.N,      true,  false",
        ".N,        true,  false",
        "aN..N,     false, false",
        "aN.aN.N,   true,  false",
        "aL.L,      false, true",
        "aN.L,      false, true",
        "aL.N,      false, true",
        "aC.C,      false, true",
        "aC.N,      false, true",
        "aN.C,      false, false",
        "aN.Ca,     false, true",
        "aN.CC,     false, true",
        "aN.CCL,    false, true",
        "aCN.N,     true,  true",
        "aCCL.N,    true,  true",
        "aCCL.L,    false, true",
        "aLC.N,     false, true",
        "aLCL.N,    true,  true",
        "aCL.CC,    false, true",
        "aN0.N,     false, false",
        "aN.0N,     false, false",
        "aN.C0L,    false, true",
        "aC0L.N,    false, true",
        "a0N.N,     true,  false",
        "aN. N,     false, false",
        "aN .N,     false, false",
        "L.N,       false, true",
        "C.N,       false, true",
        ".L,        false, true",
        ".C,        false, false",
        ".CC,       false, true",
        "aN.LN.N,   true,  true",
        "aL.LN.N,   true,  true",
        "aN.NL.L,   true,  false",
    })
    void onlyCrlfDotCrlfEndsTheContent(String octets, boolean ends, boolean bare) {
        String all = spell(octets);
        for (BareNewlines rule : BareNewlines.values()) {
            for (int cut = 0; cut <= all.length(); cut++) {
                DataDecoder decoder = decoder(rule);
                int end = decode(decoder, all, cut);
                String where = octets + " " + rule + " cut at " + cut;
                assertEquals(ends, end >= 0, where);
                assertEquals(bare, decoder.sawBareNewline(), where);
            }
        }
    }

    @Test
    void whatFollowsTheEndIsLeft() {
        for (int cut = 0; cut <= 6; cut++) {
            assertEquals(6, decode(decoder(BareNewlines.REJECT), "a\r\n.\r\n.\r\nQUIT\r\n", cut));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "abNcdN.N,      abNcdN",
        "..N...N.N,     .N..N",
        ".aN.N,         aN",
        "NN.N,          NN",
        "aN.NbN.N,      aN",
        "aLbN.N,        aNbN",
        "aCbN.N,        aNbN",
        "aCNbN.N,       aNNbN",
        "aCCbN.N,       aNNbN",
        "aL.LbN.N,      aN.NbN",
        "aN.LbN.N,      aNNbN",
        "aN.CbN.N,      aNNbN",
        "aN.CCLbN.N,    aNNNbN",
        "aL.NbN.N,      aN.NbN",
        "aC.CbN.N,      aN.NbN",
        "aLLCbN.N,      aNNNbN",
        "a0N.N,         a0N",
    })
    void contentIsUnstuffedAndNormalized(String octets, String content) {
        String all = spell(octets);
        for (int cut = 0; cut <= all.length(); cut++) {
            decode(decoder(BareNewlines.NORMALIZE), all, cut);
            assertEquals(spell(content), decoded.toString(), octets + " cut at " + cut);
        }
    }

    @Test
    void linesArePassedOnInOnePiece() {
        int[] writes = {0};
        new DataDecoder(BareNewlines.REJECT, (octets, offset, length) -> writes[0]++)
                .decode(ByteBuffer.wrap("one\r\ntwo\r\n\r\nthree\r\n.\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(1, writes[0]);
    }
}
