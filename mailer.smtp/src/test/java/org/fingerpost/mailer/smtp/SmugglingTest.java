package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A message may hold, anywhere, any sequence that some server has taken for the end of data (SEC Consult 2023, and what was found
 * after it): no such server finds another end than ours in what is sent.
 *
 * <p>C, L, N, 0 stand for CR, LF, CRLF, NUL; V, F, E for VT, FF, NEL; U for U+2028 in UTF-8.
 */
final class SmugglingTest {

    private static final List<String> ENDS = List.of("", "C", "L", "N", "LC", "CC", "LL", "CN", "CCN", "NC", "LN", "C0L", "0N",
            "N0", "0L", "L0", "0C", "C0", "N00", "V", "F", "E", "U", "NN");
    private static final String ATTACK = "MAIL FROM:<admin@b.example>\r\nRCPT TO:<victim@c.example>\r\nDATA\r\nsmuggled";

    /** What servers have done to lines before they looked for the dot. */
    private static final List<UnaryOperator<String>> SERVERS = List.of(
            sent -> sent,
            sent -> sent.replaceAll("\r\n|\r|\n", "\r\n"),
            sent -> sent.replace("\r", "").replace("\n", "\r\n"),
            sent -> sent.replaceAll("\r+\n", "\r\n"),
            sent -> sent.replaceAll("\r\n?", "\r\n").replaceAll("(?<!\r)\n", "\r\n"),
            sent -> sent.replace("\0", ""),
            sent -> sent.replace("\0", "").replaceAll("\r\n|\r|\n", "\r\n"));

    static Stream<String> variants() {
        return ENDS.stream().flatMap(before -> ENDS.stream().map(after -> before + "." + after))
                .filter(variant -> variant.length() > 1);
    }

    private static String octets(String brief) {
        return brief.replace("N", "CL").replace('C', '\r').replace('L', '\n').replace('0', '\0').replace('V', '\u000b')
                .replace('F', '\f').replace('E', '\u0085').replace("U", "\u00e2\u0080\u00a8");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void inTheBody(String variant) throws IOException {
        check(variant, new Header(List.of(HeaderField.of("Subject", "x"))), "lawful" + octets(variant) + ATTACK);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void atTheBordersOfTheBody(String variant) throws IOException {
        Header header = new Header(List.of(HeaderField.of("Subject", "x")));
        check(variant, header, octets(variant) + ATTACK);
        check(variant, header, "lawful" + octets(variant));
        check(variant, Header.EMPTY, octets(variant));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void inTheHeader(String variant) throws IOException {
        // A field holds no LF that is no fold; all else may stand in it, also a dot where its name begins.
        String value = octets(variant).replace("\r\n", "\r\n ").replaceAll("(?<!\r)\n", "");
        check(variant, new Header(List.of(new HeaderField("Subject: x" + value + ATTACK.replace("\r\n", "\r")),
                new HeaderField(".X: y"))), "body");
    }

    private static void check(String variant, Header header, String body) throws IOException {
        String sent = sent(new Message(header, TestBody.of(body)));
        for (UnaryOperator<String> server : SERVERS) {
            String lines = "\r\n" + server.apply(sent);
            assertEquals(lines.length() - "\r\n.\r\n".length(), lines.indexOf("\r\n.\r\n"),
                    variant + " ends before its end for server " + SERVERS.indexOf(server));
        }
    }

    private static String sent(Message message) throws IOException {
        ContentChunks chunks = new ContentChunks(message);
        StringBuilder out = new StringBuilder();
        while (!chunks.ended()) {
            ByteBuffer chunk = chunks.next();
            out.append(StandardCharsets.ISO_8859_1.decode(chunk));
        }
        return out.toString();
    }
}
