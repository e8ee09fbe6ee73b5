package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the tables {@code r} and {@code n} stand for CR and LF, {@code _} for a blank, {@code 0} for NUL. */
final class DotStuffingTest {

    @ParameterizedTest
    @CsvSource({
            "'', .rn",
            "x, xrn.rn",
            "xrn, xrn.rn",
            "xrnrn, xrnrn.rn",
            "., ..rn.rn",
            ".rn, ..rn.rn",
            "..rn, ...rn.rn",
            ".xrn, ..xrn.rn",
            "xrn.rnyrn, xrn..rnyrn.rn",
            "xrn.rn.rn, xrn..rn..rn.rn",
            "x.rn, x.rn.rn",
            // a lone CR becomes a blank, wherever it is
            "xry, x_yrn.rn",
            "r, _rn.rn",
            "xr, x_rn.rn",
            "xrrn, x_rn.rn",
            "xrrrn, x__rn.rn",
            "r.rn, _.rn.rn",
            // a lone LF becomes a line end
            "xny, xrnyrn.rn",
            "n, rn.rn",
            // what some servers take for an end of data
            "xn.nMAIL, xrn..rnMAILrn.rn",
            "xn.rnMAIL, xrn..rnMAILrn.rn",
            "xrn.nMAIL, xrn..rnMAILrn.rn",
            "xr.rMAIL, x_._MAILrn.rn",
            "xr.rnMAIL, x_.rnMAILrn.rn",
            "xrn.rMAIL, xrn.._MAILrn.rn",
            "xrrn.rrnMAIL, x_rn.._rnMAILrn.rn",
            "xnr.rnMAIL, xrn_.rnMAILrn.rn",
            // a NUL at the start of a line, which some servers drop
            "xrn0.rnMAIL, xrn_.rnMAILrn.rn",
            "0.0rn, _.0rn.rn",
            "xn00x0, xrn_0x0rn.rn",
            "xrnr.rnMAIL, xrn_.rnMAILrn.rn"})
    void becomesAndIsTheSameHoweverItIsCut(String content, String expected) {
        String in = octets(content);
        for (int first = 0; first <= in.length(); first++) {
            for (int second = first; second <= in.length(); second++) {
                String out = convert(in.substring(0, first), in.substring(first, second), in.substring(second));
                assertEquals(octets(expected), out, "cut at " + first + " and " + second);
            }
        }
    }

    @Test
    void eightBitOctetsNulAndLongLinesPass() {
        String line = "x\0\u0001\u0080\u00ff" + "x".repeat(5000);
        assertEquals(line + "\r\n.\r\n", convert(line));
    }

    @Test
    void whateverGoesInThereIsOneEndOfData() {
        Random random = new Random(1);
        char[] alphabet = {'\r', '\n', '.', 'x', '\f', '\u000b', '\u008a', '\u008d', '\u00ff', '\0'};
        for (int round = 0; round < 20_000; round++) {
            StringBuilder in = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                in.append(alphabet[random.nextInt(alphabet.length)]);
            }
            String out = convert(in.toString());
            String lines = "\r\n" + out;
            assertEquals(lines.length() - 5, lines.indexOf("\r\n.\r\n"), () -> in.toString());
            assertTrue(out.replace("\r\n", "").matches("[^\r\n]*"), () -> in.toString());
        }
    }

    @Test
    void isTheSameInOnePieceAndInManyAndAsDoneOctetByOctet() {
        Random random = new Random(2);
        String alphabet = "\r\n\r\n..x\f\u000b\u008a\u008d\u00ff\0";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder in = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                in.append(random.nextInt(4) > 0 ? "x" : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String content = in.toString();
            String simple = content.replaceAll("\r(?!\n)", " ").replaceAll("(?<!\r)\n", "\r\n");
            simple = (simple.isEmpty() || simple.endsWith("\r\n") ? simple : simple + "\r\n").replaceAll("(?<=^|\r\n)\\.", "..")
                    .replaceAll("(?<=^|\r\n)\0", " ");
            assertEquals(simple + ".\r\n", convert(content));
            assertEquals(simple + ".\r\n", convert(content.split("(?<=x)")));
        }
    }

    private static String convert(String... pieces) {
        DotStuffing stuffing = new DotStuffing();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < pieces.length; i++) {
            byte[] piece = pieces[i].getBytes(StandardCharsets.ISO_8859_1);
            byte[] room = Arrays.copyOf(piece, piece.length + DotStuffing.END);
            ByteBuffer converted = stuffing.convert(room, piece.length, i == pieces.length - 1);
            out.write(converted.array(), converted.position(), converted.remaining());
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String octets(String table) {
        return table.replace('r', '\r').replace('n', '\n').replace('_', ' ').replace('0', '\0');
    }
}
