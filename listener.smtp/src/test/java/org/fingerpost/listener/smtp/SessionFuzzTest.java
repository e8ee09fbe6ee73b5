package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as a session: the same replies however they come, each of them well formed, and no mail without its end. */
class SessionFuzzTest {

    private static final Pattern REPLIES = Pattern.compile("(?:[2-5][0-9]{2}[ -][ -~]*\r\n)*");
    private static final String OPENING = "EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";

    static Stream<byte[]> sessions() {
        return Stream.of(
                OPENING + "DATA\r\nA: b\r\n\r\nx\r\n.\r\nQUIT\r\n",
                OPENING + "DATA\r\n.\r\n" + OPENING + "DATA\r\nx\n.\nMAIL FROM:<>\r\n.\r\n",
                OPENING + "BDAT 3\r\nx\r\nBDAT 2 LAST\r\n\r\nQUIT\r\n",
                OPENING + "BDAT 0 LAST\r\nBDAT -1\r\nBDAT 99999999999999999999 LAST\r\n",
                "EHLO c\r\nMAIL FROM:<a@b> BODY=BINARYMIME SIZE=10\r\nRCPT TO:<c@d> NOTIFY=NEVER ORCPT=rfc822;c+40d\r\n"
                        + "BDAT 4 LAST\r\n\0\n\r.",
                "EHLO c\r\nBDAT 5\r\nQUIT\r\nRSET\r\nVRFY x\r\nEXPN y\r\nETRN z\r\nHELP\r\nNOOP\r\n",
                "EHLO c\r\nSTARTTLS\r\nAUTH PLAIN AGEAYg==\r\nAUTH LOGIN\r\n*\r\nXCLIENT ADDR=10.0.0.1\r\n",
                "HELO c\r\nMAIL FROM:<a@b> SMTPUTF8 REQUIRETLS BY=100;R MT-PRIORITY=3 HOLDFOR=10\r\n",
                "LHLO c\r\n", "GET / HTTP/1.1\r\n", "\u0016\u0003\u0001", "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n")
                .map(octets -> octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("sessions")
    @DictionaryEntries({"\\x0d\\x0a", "\\x0d\\x0a.\\x0d\\x0a", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA\\x0d\\x0a", "BDAT ",
        " LAST\\x0d\\x0a", "RSET\\x0d\\x0a", "EHLO c\\x0d\\x0a", " BODY=", " ORCPT=rfc822;", " SIZE="})
    @FuzzTest(maxDuration = "10m")
    void anySession(byte[] octets) {
        for (BareNewlines newlines : BareNewlines.values()) {
            SessionRules rules = new SessionRules(100, 20, newlines);
            RecordingOffice office = new RecordingOffice();
            String whole = new Dialog(office, rules).send(octets).replies();
            RecordingOffice other = new RecordingOffice();
            Dialog pieces = new Dialog(other, rules);
            for (byte octet : octets) {
                pieces.send(new byte[] {octet});
            }
            assertEquals(whole, pieces.replies());
            assertEquals(office.accepted, other.accepted);
            assertTrue(REPLIES.matcher(whole).matches(), whole);
            check(new String(octets, StandardCharsets.ISO_8859_1), office);
        }
    }

    private static void check(String session, RecordingOffice office) {
        // The line before a dot at the very start is the command, which may end with LF alone where newlines are normalised.
        int ends = session.split("\n\\.\r\n", -1).length - 1 + session.toUpperCase(Locale.ROOT).split("LAST", -1).length - 1;
        // Two ends may share a CRLF: the one of the first content is the line before the second, empty one.
        assertTrue(office.accepted.size() <= 2 * ends, "more mail than ends");
        for (String said : office.log) {
            if (said.startsWith("mail ") || said.startsWith("rcpt ")) {
                assertTrue(said.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), said);
            }
        }
    }
}
