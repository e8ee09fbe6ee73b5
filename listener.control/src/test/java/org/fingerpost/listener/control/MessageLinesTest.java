package org.fingerpost.listener.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageLinesTest {

    private static final class Collected implements Content {

        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        @Override
        public QueueId id() {
            return new QueueId("Q00001");
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            octets.write(source, offset, length);
        }

        @Override
        public CompletionStage<Verdict> commit() {
            return CompletableFuture.completedFuture(Verdict.of(250, "2.0.0", "ok"));
        }
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    private static String escape(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String unescape(String text) {
        return text == null ? "" : text.replace("\\r", "\r").replace("\\n", "\n");
    }

    private static String convert(InputStream in, boolean dotEnds) throws IOException {
        Collected content = new Collected();
        new MessageLines(content, dotEnds).copy(in);
        return escape(content.octets.toString(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "            |",
        "a           | a\\r\\n",
        "a\\n        | a\\r\\n",
        "a\\r\\n     | a\\r\\n",
        "\\n\\n      | \\r\\n\\r\\n",
        "a\\rb\\n    | a\\rb\\r\\n",
        "a\\r\\r\\n  | a\\r\\r\\n",
        "a\\r        | a\\r\\n",
        "\\rb        | \\rb\\r\\n",
        "a\\n.\\nb\\n| a\\r\\n",
        "a\\n.\\r\\nb| a\\r\\n",
        "a\\n.       | a\\r\\n",
        ".\\nb       |",
        "a\\n..\\nb  | a\\r\\n..\\r\\nb\\r\\n",
        "a\\n.b\\n   | a\\r\\n.b\\r\\n",
        ".\\rb\\n    | .\\rb\\r\\n",
        "\\r.\\n     | \\r.\\r\\n",
        "a.\\n       | a.\\r\\n",
    })
    void linesEndWithCrlfWhereverTheInputIsCut(String input, String expected) throws IOException {
        String text = unescape(input);
        String wanted = expected == null ? "" : expected;
        assertEquals(wanted, convert(in(text), true));
        for (int cut = 0; cut <= text.length(); cut++) {
            assertEquals(wanted, convert(new SequenceInputStream(in(text.substring(0, cut)), in(text.substring(cut))), true),
                    "cut at " + cut);
        }
    }

    @Test
    void withoutDotEndASingleDotIsALine() throws IOException {
        assertEquals("a\\r\\n.\\r\\nb\\r\\n", convert(in("a\n.\nb"), false));
    }

    @Test
    void nothingIsReadAfterTheDot() throws IOException {
        InputStream tripwire = new FilterInputStream(in("")) {
            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                throw new IOException("read on");
            }
        };
        InputStream first = in("a\n.\n");
        InputStream oneChunkOnly = new InputStream() {
            @Override
            public int read() throws IOException {
                return first.available() > 0 ? first.read() : tripwire.read();
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                return first.available() > 0 ? first.read(octets, offset, length) : tripwire.read(octets, offset, length);
            }
        };
        assertEquals("a\\r\\n", convert(oneChunkOnly, true));
    }

    @Test
    void everyOctetSurvivesAtAnyLength() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append((char) (i * 31 % 251 == '\n' || i * 31 % 251 == '\r' ? 'n' : i * 31 % 251));
        }
        assertEquals(text + "\\r\\n", convert(in(text.toString()), true));
        assertEquals("\\r\\n".repeat(70_000), convert(in("\n".repeat(70_000)), true), "twice as long as the input");
    }
}
