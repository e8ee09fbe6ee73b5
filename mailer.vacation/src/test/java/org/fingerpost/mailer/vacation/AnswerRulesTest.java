package org.fingerpost.mailer.vacation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.ReversePath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3834 §2 case by case. */
class AnswerRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", "owner-list@example.org", "list-owner@example.org", "list-request@example.org",
        "LIST-REQUEST@EXAMPLE.ORG", "MAILER-DAEMON", "mailer-daemon@example.org", "Mailer-Daemon@[192.0.2.1]",
                "mailer@example.org",
        "postmaster@example.org", "listserv@example.org", "LISTSERV@example.org", "majordomo@example.org", "mailman@example.org",
        "uucp@example.org", "list-relay@example.org", "list-outgoing@example.org", "list-errors@example.org",
        "list-bounces@example.org", "list-bounces+anna=example.net@example.org", "list-bounce@example.org", "bounces@example.org",
        "bounce-17-anna=example.net@example.org", "bounces+17@example.org", "noreply@example.org", "no-reply@example.org",
        "no_reply@example.org", "do-not-reply@example.org", "DoNotReply@example.org", "news-no-reply@example.org",
        "noreply-17@example.org", "nobody@example.org", "host!owner-list", "\"owner-list\"@example.org",
        "owner-list+17@example.org", "list-return-17-anna=example.net@example.org", "autoreply@example.org",
                "vacation@example.org"})
    void nobodyReadsWhatIsSentThere(String sender) {
        assertTrue(AnswerRules.objection(ReversePath.of(sender), Header.EMPTY).isPresent(), sender);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert@example.org", "bert", "host!bert", "bert.owner@example.org", "requester@example.org",
        "ownership@example.org", "bert+list-request@example.org", "prvs=0123456789=bert@example.org",
        "SRS0=abc=de=example.net=bert@example.org", "listener@example.org", "mailerson@example.org", "bounced@example.org"})
    void peopleAreAnswered(String sender) {
        assertEquals("", AnswerRules.objection(ReversePath.of(sender), Header.EMPTY).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated",
            "auto-submitted: AUTO-NOTIFIED; x=y",
        "Auto-Submitted: (no) auto-replied", "Auto-Submitted:", "Auto-Submitted: nothing", "Auto-Submitted: no-more",
        "Precedence: bulk", "Precedence: BULK", "Precedence: list", "Precedence: junk", "Precedence: (a comment) bulk",
                "X-Precedence: list",
        "List-Id: <list.example.org>", "List-Help: <mailto:x@y>", "List-Unsubscribe: <mailto:x@y>", "List-Post: NO",
        "LIST-OWNER: <mailto:x@y>", "List-Archive: <http://y/>", "List-Subscribe: <mailto:x@y>", "List-Unsubscribe-Post: x",
        "Mailing-List: contact x", "X-Mailing-List: x", "X-BeenThere: x@y", "X-Mailman-Version: 2", "X-Loop: x@y",
        "X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: DR, OOF, AutoReply", "X-Autoreply: yes", "X-Autorespond: x",
        "X-Auto-Reply: x", "X-Spam-Flag: YES", "X-Spam-Status: Yes, score=17", "Return-Path: <>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        "Content-Type: multipart/report;\r\n report-type=disposition-notification"})
    void machinesAndListsAreNotAnswered(String field) {
        Header header = new Header(List.of(new HeaderField("Subject: x"), new HeaderField(field)));
        assertTrue(AnswerRules.objection(ReversePath.of("bert@example.org"), header).isPresent(), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: no", "Auto-Submitted: NO", "Auto-Submitted: no (by hand)", "auto-submitted: no; x=y",
        "Precedence: first-class", "Precedence: special-delivery", "X-Spam-Flag: NO", "X-Spam-Status: No, score=0",
        "X-Auto-Response-Suppress: DR, RN", "Content-Type: text/plain", "Return-Path: <bert@example.org>", "Listen: to me"})
    void wordsThatMeanNothingHereDoNotMatter(String field) {
        Header header = new Header(List.of(new HeaderField(field)));
        assertFalse(AnswerRules.objection(ReversePath.of("bert@example.org"), header).isPresent(), field);
    }
}
