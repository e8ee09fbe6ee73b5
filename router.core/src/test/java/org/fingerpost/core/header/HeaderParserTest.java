package org.fingerpost.core.header;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderParserTest {

    private static final String MESSAGE = "From: a\r\nSubject: b\r\n\tfolded  \r\n \r\nX-Odd : \u00e9\r\r\n\r\nbody\r\n\r\nmore";

    @Test
    void fieldsKeepTheirOctetsAndTheRestIsBody() throws Exception {
        Parsed parsed = parse(MESSAGE, MESSAGE.length());
        assertEquals("From: a\r\nSubject: b\r\n\tfolded  \r\n \r\nX-Odd : \u00e9\r\r\n", parsed.header);
        assertEquals("body\r\n\r\nmore", parsed.body);
    }

    @Test
    void aMessageWithoutBodyIsCompleteAtItsEnd() throws Exception {
        assertEquals(new Parsed("From: a\r\nTo: b\r\n", ""), parse("From: a\r\nTo: b\r\n", 100));
        assertEquals(new Parsed("From: a\r\nTo: b\r\n", ""), parse("From: a\r\nTo: b", 100));
        assertEquals(new Parsed("From: a\r\nTo: b\r\n", ""), parse("From: a\r\nTo: b\r", 100));
        assertEquals(new Parsed("", ""), parse("", 100));
    }

    @Test
    void aMessageWithoutHeaderIsBody() throws Exception {
        assertEquals(new Parsed("", "hello\r\n"), parse("\r\nhello\r\n", 100));
        assertEquals(new Parsed("", "hello: world is no field, \r\n"), parse("\r\nhello: world is no field, \r\n", 100));
        assertEquals(new Parsed("", "hello world\r\nX: y\r\n"), parse("hello world\r\nX: y\r\n", 100));
        assertEquals(new Parsed("", "hello\r\n"), parse("hello", 100));
    }

    @Test
    void aLineThatIsNoFieldEndsTheHeaderAndBeginsTheBody() throws Exception {
        assertEquals(new Parsed("From: a\r\n", "not a header line\r\nSubject: s\r\n\r\nx\r\n"),
                parse("From: a\r\nnot a header line\r\nSubject: s\r\n\r\nx\r\n", 100));
        assertEquals(new Parsed("", " a fold of nothing\r\nTo: b\r\n"), parse(" a fold of nothing\r\nTo: b\r\n", 100));
    }

    @Test
    void aPostmarkIsDroppedBeforeAllElseOnly() throws Exception {
        assertEquals(new Parsed("To: b\r\n", "x"), parse("From eric Mon Jan  1 10:00:00 2024\r\nTo: b\r\n\r\nx", 100));
        assertEquals(new Parsed("To: b\r\n", "From eric Mon\r\nx"), parse("To: b\r\nFrom eric Mon\r\nx", 100));
        assertEquals(new Parsed("", "From b\r\n"), parse("From a\r\nFrom b\r\n", 100));
        assertEquals(new Parsed("From : a\r\n", ""), parse("From : a\r\n\r\n", 100));
    }

    @Test
    void aLoneLfIsNoLineEnd() throws Exception {
        assertEquals(new Parsed("From: a Bcc: b\r\n", "x"), parse("From: a\nBcc: b\r\n\r\nx", 100));
        assertEquals(new Parsed("From: a\r\n", "b\n\nc\r\n"), parse("From: a\r\nb\n\nc\r\n", 100));
    }

    @Test
    void anyPiecesGiveTheSame() throws Exception {
        for (String message : List.of(MESSAGE, "From x\r\nA: b\r\nno field\r\nmore\r\n", "A: b\r\n c\r\n", "\r\nx",
                "A:\r\n\r\n\r\n")) {
            Parsed whole = parse(message, Integer.MAX_VALUE);
            for (int size = 1; size <= message.length(); size++) {
                assertEquals(whole, parse(message, size), "pieces of " + size);
            }
            for (int at = 0; at <= message.length(); at++) {
                assertEquals(whole, parse(message, at, message.length() - at), "cut at " + at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noOctetsAreLostOrThrow(long seed) throws Exception {
        Random random = new Random(seed);
        String alphabet = "Aa:\r\n\t \u0001\u00ff\"<";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder message = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                message.append(random.nextInt(3) == 0 ? "\r\n" : String.valueOf(c));
            }
            String octets = message + "\r\n";
            Parsed parsed = parse(octets, 1 + random.nextInt(5));
            String joined = lfAsBlank(parsed.header) + parsed.body;
            String separated = lfAsBlank(parsed.header) + "\r\n" + parsed.body;
            String expected = lfAsBlank(octets.substring(0, parsed.header.length())) + octets.substring(parsed.header.length());
            assertTrue(joined.equals(expected) || separated.equals(expected),
                    () -> "in " + escaped(octets) + " out " + escaped(separated));
        }
    }

    @Test
    void nulIsDroppedFromFieldsAndKeptInTheBody() throws Exception {
        Parsed parsed = parse("A: x\0y\r\n\r\nb\0\r\n", 100);
        assertEquals("A: xy\r\n", parsed.header);
        assertEquals("b\0\r\n", parsed.body);
    }

    @Test
    void theFromLineIsKnown() throws Exception {
        HeaderParser parser = new HeaderParser();
        feed(parser, "From joe Mon Jan  1 00:00:00 1990\r\nA: x\r\n\r\n");
        assertEquals("From joe Mon Jan  1 00:00:00 1990", parser.postmark().orElseThrow().line());
    }

    private static String lfAsBlank(String octets) {
        return octets.replaceAll("(?<!\r)\n", " ");
    }

    private static String escaped(String octets) {
        return octets.chars().mapToObj(c -> c < ' ' ? "<" + c + ">" : String.valueOf((char) c)).collect(Collectors.joining());
    }

    @Test
    void limitsAreKept() throws Exception {
        HeaderParser bytes = new HeaderParser(20, 1000);
        feed(bytes, "A: 34567\r\nB: 3");
        assertThrows(HeaderTooLargeException.class, () -> feed(bytes, "4567890"));
        HeaderParser fields = new HeaderParser(1000, 2);
        feed(fields, "A: 1\r\nB: 2\r\n");
        assertThrows(HeaderTooLargeException.class, () -> feed(fields, "C: 3\r\n\r\n"));
        HeaderParser enough = new HeaderParser(14, 2);
        feed(enough, "A: 1\r\nB: 2\r\n\r\nand a long body");
        assertTrue(enough.isComplete());
    }

    @Test
    void octetsAfterTheHeaderAreNotTaken() throws Exception {
        HeaderParser parser = new HeaderParser();
        byte[] octets = "xxA: 1\r\n\r\nbody".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(8, parser.feed(octets, 2, octets.length - 2));
        assertTrue(parser.isComplete());
        assertEquals(0, parser.feed(octets, 10, 4));
        assertArrayEquals(new byte[0], parser.pushedBack());
    }

    @Test
    void itIsNotCompleteBeforeItsEnd() throws Exception {
        HeaderParser parser = new HeaderParser();
        feed(parser, "A: 1\r\n\r");
        assertFalse(parser.isComplete());
        feed(parser, "\n");
        assertTrue(parser.isComplete());
    }

    private record Parsed(String header, String body) {
    }

    private static Parsed parse(String message, int... pieces) throws HeaderTooLargeException {
        HeaderParser parser = new HeaderParser();
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        int at = 0;
        for (int piece = 0; at < octets.length && !parser.isComplete(); piece++) {
            int length = Math.min(pieces[piece % pieces.length], octets.length - at);
            at += parser.feed(octets, at, length);
        }
        parser.end();
        String body = new String(parser.pushedBack(), StandardCharsets.ISO_8859_1)
                + new String(octets, at, octets.length - at, StandardCharsets.ISO_8859_1);
        return new Parsed(new String(parser.header().toBytes(), StandardCharsets.ISO_8859_1), body);
    }

    private static void feed(HeaderParser parser, String octets) throws HeaderTooLargeException {
        parser.feed(octets.getBytes(StandardCharsets.ISO_8859_1), 0, octets.length());
    }
}
