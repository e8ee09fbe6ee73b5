package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Octets without a meaning, and pieces of sessions in any order: nothing is thrown, no mail is taken without a proper end. */
class FuzzTest {

    private static final long SEED = 20_260_101;
    private static final String[] PIECES = {
        "EHLO c\r\n", "HELO c\r\n", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "\r\n", "\r", "\n", ".",
        "\r\n.\r\n", "\n.\n", "\r.\r", "DATA\r\n", "RSET\r\n", " SIZE=10", " BODY=8BITMIME", "\0", "x", "NOOP\r\n",
        "<", ">", "\"", "\\", " ", "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n", 
        "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n", "VRFY a\r\n", "\u00ff"};
    private static final byte[] ALPHABET = {'\r', '\n', '.', 0, 'a'};
    private static final Pattern REPLY = Pattern.compile("[2-5][0-9]{2}[ -][ -~]*\r\n");

    private final Random random = new Random(SEED);
    private final SessionRules patient = new SessionRules(100, Integer.MAX_VALUE, BareNewlines.NORMALIZE);

    @Test
    void randomOctetsAreAnsweredOrIgnored() {
        for (int run = 0; run < 500; run++) {
            RecordingOffice office = new RecordingOffice();
            byte[] octets = new byte[random.nextInt(5000)];
            random.nextBytes(octets);
            Dialog dialog = new Dialog(office, patient).send("HELO c\r\n").send(octets);
            requireReplies(dialog.replies());
            assertEquals(0, office.accepted.size());
        }
    }

    @Test
    void randomContentIsTakenOnlyWithItsEnd() {
        for (int run = 0; run < 500; run++) {
            RecordingOffice office = new RecordingOffice();
            byte[] octets = new byte[random.nextInt(5000)];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
            new Dialog(office, patient).upToData().send(octets);
            // A dot at the very start stands after the CRLF of DATA.
            String line = "\r\n" + new String(octets, StandardCharsets.ISO_8859_1);
            assertEquals(line.contains("\r\n.\r\n") ? 1 : 0, office.accepted.size());
        }
    }

    @Test
    void piecesOfSessionsAreAnsweredTheSameHoweverTheyAreCut() {
        for (int run = 0; run < 1000; run++) {
            StringBuilder session = new StringBuilder("EHLO c\r\n");
            for (int i = random.nextInt(40); i > 0; i--) {
                session.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String octets = session.toString();
            RecordingOffice office = new RecordingOffice();
            String whole = new Dialog(office, patient).send(octets).replies();
            requireReplies(whole);
            assertEquals(whole, new Dialog(new RecordingOffice(), patient).sendByteByByte(octets).replies(), octets);
            assertEquals(office.accepted.size(), whole.split("queued as", -1).length - 1, octets);
            assertTrue(octets.split("\r\n\\.\r\n", -1).length > office.accepted.size(), octets);
        }
    }

    @Test
    void chunksAreAnsweredTheSameHoweverTheyAreCut() {
        for (int run = 0; run < 1000; run++) {
            StringBuilder session = new StringBuilder("EHLO c\r\nMAIL FROM:<a@b> BODY=BINARYMIME\r\nRCPT TO:<c@d>\r\n");
            for (int i = random.nextInt(30); i > 0; i--) {
                session.append(random.nextInt(3) == 0 ? "BDAT " + random.nextInt(40) + (random.nextBoolean() ? " LAST" : "")
                        + "\r\n"
                        : PIECES[random.nextInt(PIECES.length)]);
            }
            String octets = session.toString();
            RecordingOffice office = new RecordingOffice();
            RecordingOffice other = new RecordingOffice();
            String whole = new Dialog(office, patient).send(octets).replies();
            requireReplies(whole);
            assertEquals(whole, new Dialog(other, patient).sendByteByByte(octets).replies(), octets);
            assertEquals(office.accepted, other.accepted, octets);
            assertEquals(office.accepted.size(), whole.split("queued as", -1).length - 1, octets);
        }
    }

    private static void requireReplies(String replies) {
        Matcher m = REPLY.matcher(replies);
        int end = 0;
        while (m.find()) {
            assertEquals(end, m.start());
            end = m.end();
        }
        assertEquals(replies.length(), end);
    }
}
