package org.fingerpost.mailer.vacation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-22T12:00:00+01:00");

    private static String answer(String file, String... fields) {
        List<HeaderField> header = new ArrayList<>();
        for (String field : fields) {
            header.add(new HeaderField(octets(field)));
        }
        return new String(new Answer("anna@example.net", "Anna \u00dc", "bert@example.org", new Header(header),
                AwayMessage.parse(octets(file))).octets(NOW), StandardCharsets.ISO_8859_1);
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void anAnswerHasWhatTheStandardAsksFor() {
        assertEquals("""
                From: =?ISO-8859-1?Q?Anna_=DC?= <anna@example.net>
                To: <bert@example.org>
                Subject: Auto: lunch?
                Date: Sun, 22 Nov 2026 12:00:00 +0100
                In-Reply-To: <2@example.org>
                References: <1@example.org>
                 <2@example.org>
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii
                Content-Transfer-Encoding: 7bit

                I am away.
                """.replace("\n", "\r\n"),
                answer("I am away.\n", "Subject: lunch?", "Message-ID: <2@example.org>", "In-Reply-To: <1@example.org>"));
    }

    @Test
    void theSubjectIsDecodedAndEncodedAnew() {
        String answer = answer("Über \"$SUBJECT\" reden wir bald.",
                "Subject: =?utf-8?B?R3LDvMOfZQ==?= =?iso-8859-1?Q?_aus_K=F6ln?=");
        assertTrue(answer.contains("Subject: =?ISO-8859-1?Q?Auto:_Gr=FC=DFe_aus_K=F6ln?=\r\n"), answer);
        assertTrue(answer.contains("Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n"), answer);
        assertTrue(answer.contains("=C3=9Cber \"Gr=C3=BC=C3=9Fe aus K=C3=B6ln\" reden wir bald"), answer);
    }

    @Test
    void aSubjectThatHidesLineEndsStaysALine() {
        String answer = answer("x $SUBJECT", "Subject: =?utf-8?Q?a=0D=0ABcc:_x@y=0D=0A=0D=0Abody?=");
        assertTrue(answer.contains("Subject: Auto: a Bcc: x@y body\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\nx a Bcc: x@y body\r\n"), answer);
    }

    @Test
    void aLongSubjectIsCutAndNoLineIsTooLong() {
        String answer = answer("x", "Subject: " + "\u00fc ".repeat(400));
        answer.lines().forEach(line -> assertTrue(line.length() <= 78, line.length() + " " + line));
        String oneWord = answer("x", "Subject: " + "y".repeat(900));
        oneWord.lines().forEach(line -> assertTrue(line.length() <= 78, line.length() + " " + line));
        assertEquals(200, oneWord.substring(0, oneWord.indexOf("MIME-Version")).chars().filter(c -> c == 'y').count());
    }

    @Test
    void whatTheFileSaysOfItselfIsKeptAndWhatMisleadsIsNot() {
        String answer = answer("""
                From: Anna Ü <info@example.net>
                Subject: Weg: $SUBJECT
                Reply-To: carl@example.net
                Precedence: bulk
                X-Mood: sunny
                To: everybody@example.org
                Bcc: spy@example.org
                Auto-Submitted: no
                Resent-To: spy@example.org
                Message-ID: <mine@x>

                Bye.
                """, "Subject: hello");
        assertTrue(answer.startsWith("From: =?ISO-8859-1?Q?Anna_=DC?= <info@example.net>\r\n"
                + "To: <bert@example.org>\r\nSubject: Weg: hello\r\n"),
                answer);
        assertTrue(answer.contains("Reply-To: carl@example.net\r\nPrecedence: bulk\r\nX-Mood: sunny\r\n"), answer);
        assertFalse(answer.contains("spy")
                || answer.contains("everybody") || answer.contains(": no") || answer.contains("mine"), answer);
        assertEquals(1, answer.split("Auto-Submitted:", -1).length - 1);
    }

    @Test
    void aTextThatIsNotUtf8IsTakenForLatin1() {
        String answer = new String(new Answer("a@b", "", "c@d", Header.EMPTY, AwayMessage.parse("Gr\u00fc\u00dfe\n")).octets(NOW),
                StandardCharsets.ISO_8859_1);
        assertTrue(answer.contains("charset=utf-8") && answer.endsWith("Gr=C3=BC=C3=9Fe\r\n"), answer);
        assertTrue(answer.contains("Subject: Auto: your message\r\n"), answer);
    }

    @Test
    void aTypedTextGoesOutAsItIs() {
        String answer = answer("Content-Type: text/html; charset=utf-8\n\n<p>\u00fc</p>\n", "Subject: x");
        assertTrue(answer.contains("Content-Type: text/html; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n"), answer);
        assertTrue(answer.endsWith("<p>=C3=BC</p>\r\n"), answer);
    }

    @Test
    void aMessageWithoutAProperIdIsNoThread() {
        String answer = answer("x", "Subject: x", "Message-ID: no id", "References: <1@x>");
        assertFalse(answer.contains("In-Reply-To") || answer.contains("References"), answer);
        assertEquals(20, answer("x", "Message-ID: <id@x>", "References: " + "<r@x> ".repeat(100)).split("@x>", -1).length - 2);
    }
}
