package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sequence that some server has taken for the end of data (SEC Consult 2023, and what was found after it): a dot between
 * two of what anybody has ever taken for a line end. What follows it is content, never commands, unless it is CRLF.CRLF.
 *
 * <p>C, L, N, 0 stand for CR, LF, CRLF, NUL; V, F, E for VT, FF, NEL; U for U+2028 in UTF-8; B for a blank.
 */
class SmugglingTest {

    private static final List<String> ENDS = List.of("", "C", "L", "N", "LC", "CC", "LL", "CN", "CCN", "NC", "LN", "C0L", "0N",
            "N0", "0L", "L0", "0C", "C0", "V", "F", "E", "U", "NB", "BN", "CB", "LB", "NN");
    private static final String ATTACK = "MAIL FROM:<admin@b.example>\r\nRCPT TO:<victim@c.example>\r\nDATA\r\n"
            + "Subject: smuggled\r\n\r\nx\r\n.\r\n";
    private static final String ENVELOPE = "EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";

    static Stream<String> variants() {
        return ENDS.stream().flatMap(before -> ENDS.stream().map(after -> before + "." + after))
                .filter(variant -> variant.length() > 1);
    }

    private static String octets(String brief) {
        return brief.replace("N", "CL").replace('C', '\r').replace('L', '\n').replace('0', '\0').replace('V', '\u000b')
                .replace('F', '\f').replace('E', '\u0085').replace("U", "\u00e2\u0080\u00a8").replace('B', ' ');
    }

    @Test
    void theTableHoldsWhatWasPublished() {
        List<String> all = variants().toList();
        for (String published : List.of("L.L", "L.N", "N.L", "C.C", "C.N", "N.C", "CN.CN", "N0.N", "N.0N", "C.L", "L.C", "0N.0N",
                "LL.N", "N.CN", "CCN.CCN")) {
            assertEquals(true, all.contains(published), published);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatIsNoEndOfDataIsContent(String variant) {
        String message = "Subject: x\r\n\r\nlawful" + octets(variant);
        for (BareNewlines newlines : BareNewlines.values()) {
            for (String session : cuts(ENVELOPE, "DATA\r\n" + message, ATTACK)) {
                check(variant, newlines, session, message);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void atTheStartOfTheContentToo(String variant) {
        for (BareNewlines newlines : BareNewlines.values()) {
            check(variant, newlines, ENVELOPE + "DATA\r\n" + octets(variant) + "|" + ATTACK, "\r\n" + octets(variant));
        }
    }

    /** The whole in one packet; or the variant cut at each of its octets. */
    private static List<String> cuts(String envelope, String message, String attack) {
        List<String> sessions = new ArrayList<>(List.of(envelope + message + attack));
        for (int cut = message.length() - 12; cut <= message.length(); cut++) {
            sessions.add(envelope + message.substring(0, cut) + "|" + message.substring(cut) + attack);
        }
        return sessions;
    }

    private static void check(String variant, BareNewlines newlines, String packets, String message) {
        RecordingOffice office = new RecordingOffice();
        Dialog dialog = new Dialog(office, new SessionRules(100, 20, newlines));
        for (String packet : packets.split("\\|")) {
            dialog.send(packet);
        }
        String where = variant + " " + newlines;
        office.accepted.forEach(content -> assertFalse(isBare(content), where + ": a bare CR or LF is passed on"));
        String first = office.log.stream().filter(said -> said.startsWith("content ")).findFirst().orElse("");
        if (message.contains("\r\n.\r\n")) {
            assertFalse(first.contains("MAIL"), where + ": this is the end");
        } else {
            assertEquals(1, office.log.stream().filter(said -> said.startsWith("begin ")).count(), where);
            assertEquals(0, office.log.stream().filter(said -> said.startsWith("rcpt <victim")).count(), where);
            assertEquals(isBare(message) && newlines == BareNewlines.REJECT ? 0 : 1, office.accepted.size(), where);
        }
    }

    private static boolean isBare(String content) {
        return content.replace("\r\n", "").matches("(?s).*[\r\n].*");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void nothingEndsAChunkButItsSize(String variant) {
        String message = "Subject: x\r\n\r\nlawful" + octets(variant) + ATTACK;
        for (BareNewlines newlines : BareNewlines.values()) {
            for (int cut = message.indexOf("lawful"); cut < message.indexOf("MAIL"); cut++) {
                RecordingOffice office = new RecordingOffice();
                Dialog dialog = new Dialog(office, new SessionRules(100, 20, newlines));
                dialog.send(ENVELOPE + "BDAT " + cut + "\r\n" + message.substring(0, cut));
                dialog.send("BDAT " + (message.length() - cut) + " LAST\r\n" + message.substring(cut));
                assertEquals(1, office.log.stream().filter(said -> said.startsWith("begin ")).count(), variant);
                assertEquals(isBare(message) && newlines == BareNewlines.REJECT ? 0 : 1, office.accepted.size(), variant);
                office.accepted.forEach(content -> assertFalse(isBare(content), variant));
            }
        }
    }
}
