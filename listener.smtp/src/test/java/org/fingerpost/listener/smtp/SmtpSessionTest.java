package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.Test;

/** What a transcript cannot say: post offices that come and go, commits that take their time, clients that leave. */
class SmtpSessionTest {

    private final RecordingOffice office = new RecordingOffice();
    private final CompletableFuture<Verdict> commit = new CompletableFuture<>();
    private final Dialog dialog = new Dialog(office, Dialog.RULES);

    private void commitLater() {
        office.commits = () -> commit;
    }

    @Test
    void mailWithoutPostOfficeIsDeferred451() {
        dialog.send("HELO c\r\n").replies();
        dialog.offices.unbind(office);
        assertEquals("451 4.3.2 not taking mail now, try again later\r\n", dialog.send("MAIL FROM:<a@b>\r\n").replies());
    }

    @Test
    void helloWithoutPostOfficeUsesTheLastKnownName() {
        dialog.replies();
        dialog.offices.unbind(office);
        assertEquals("250 mx.example\r\n", dialog.send("HELO c\r\n").replies());
        assertTrue(dialog.send("EHLO c\r\n").replies().contains("250-SIZE\r\n"));
    }

    @Test
    void postOfficeIsLookedUpForEachTransaction() {
        dialog.send("HELO c\r\nMAIL FROM:<a@b>\r\n");
        RecordingOffice next = new RecordingOffice();
        dialog.offices.bind(next);
        dialog.offices.unbind(office);
        dialog.send("RCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\nMAIL FROM:<e@f>\r\n");
        assertEquals(1, office.accepted.size());
        assertEquals(List.of("begin SMTP c [192.0.2.7]", "mail <e@f> {}"), next.log);
    }

    @Test
    void unbindOfAReplacedPostOfficeLeavesTheNewOne() {
        RecordingOffice next = new RecordingOffice();
        dialog.offices.bind(next);
        dialog.offices.unbind(office);
        assertEquals(next, dialog.offices.current().orElseThrow());
    }

    @Test
    void nothingIsReadWhileACommitIsUnderWay() {
        commitLater();
        dialog.upToData().send("x\r\n.\r\n");
        assertTrue(dialog.session().isWaiting());
        assertEquals("", dialog.send("NOOP\r\n").replies());
        assertEquals(0, dialog.wakeUps);
        commit.complete(RecordingOffice.QUEUED);
        assertEquals(1, dialog.wakeUps);
        assertFalse(dialog.session().isWaiting());
        assertEquals("250 2.0.0 queued as Q00001\r\n", dialog.send("").replies());
        assertEquals("250 2.0.0 ok\r\n", dialog.send("NOOP\r\n").replies());
    }

    @Test
    void transactionIsClosedOnlyAfterItsCommit() {
        commitLater();
        dialog.upToData().send("x\r\n.\r\n");
        dialog.session().abandon();
        assertFalse(office.log.contains("close"));
        commit.complete(RecordingOffice.QUEUED);
        dialog.session().abandon();
        assertEquals("close", office.log.get(office.log.size() - 1));
    }

    @Test
    void clientThatLeavesInTheContentLeavesNothingBehind() {
        dialog.upToData().send("x\r\n.\r");
        dialog.session().abandon();
        assertEquals("close", office.log.get(office.log.size() - 1));
        assertFalse(office.log.contains("commit"));
    }

    @Test
    void whoTalksBeforeTheGreetingIsNoMailer() {
        SessionRules waiting = new SessionRules(100, 20, BareNewlines.REJECT, Conduct.Limits.NONE, Duration.ofHours(1),
                EarlyTalk.REJECT, false, Set.of(), SecurityRules.DEFAULT);
        ClientQuota stranger = new ClientQuota(false, () -> ClientLimits.of(10), System::nanoTime);
        Dialog early = new Dialog(office, waiting, Service.SMTP, stranger, caller -> { });
        assertEquals("", early.replies());
        early.session().heard();
        assertEquals("554 5.5.1 mx.example talks first; you did not wait\r\n", early.send("").replies());
        assertEquals("", early.send("HELO c\r\n").replies());
    }

    @Test
    void nothingIsWrittenOnceTheMessageIsTooLarge() {
        office.maxBytes = 100;
        office.throwing.add("write"); // and the first write would be noticed
        dialog.upToData();
        assertEquals("552 5.3.4 message is larger than 100 octets\r\n", dialog.send("x".repeat(200) + "\r\n.\r\n").replies());
    }
}
