package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MessageHeaders;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;

/**
 * Reports, as a program of others reads them: two routers, the first of which relays to the second, which takes mail for
 * far.example itself and relays all other to a sink that does not know of receipts.
 */
class ReportIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    static Path folder;
    private static SmtpSink sink;
    private static RouterProcess first;
    private static RouterProcess second;

    @BeforeAll
    static void start() throws Exception {
        sink = new SmtpSink(0, recipient -> recipient.startsWith("gone") ? "550 5.1.1 no such user" : "250 2.1.5 ok");
        second = new RouterProcess(folder.resolve("second"), "").withRelay(sink.port())
                .with("etc/local-host-names", "far.example\n")
                .with("etc/aliases", "postmaster: /%s/postmaster\nlist: a@other.example, b@other.example\n"
                        .formatted(folder).replace("//", "/")).start();
        first = new RouterProcess(folder.resolve("first"), "").withRelay(second.port()).start();
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
        second.close();
        sink.close();
    }

    /** The reports in a mailbox about a message with this subject. */
    private static List<MultipartReport> reports(Path mailbox, String subject) throws Exception {
        List<MultipartReport> reports = new ArrayList<>();
        if (Files.exists(mailbox)) {
            for (String message : Mbox.parse(Files.readString(mailbox, StandardCharsets.ISO_8859_1)).messages()) {
                if (message.contains("Subject: " + subject + "\n") && message.contains("multipart/report")) {
                    String text = message.substring(message.indexOf('\n') + 1).replace("\n", "\r\n");
                    reports.add((MultipartReport) new MimeMessage(null,
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))).getContent());
                }
            }
        }
        return reports;
    }

    private static MultipartReport report(Path mailbox, String subject) throws Exception {
        Await.until("a report about " + subject, () -> !reports(mailbox, subject).isEmpty());
        first.awaitEmptyQueue();
        second.awaitEmptyQueue();
        assertEquals(1, reports(mailbox, subject).size());
        return reports(mailbox, subject).get(0);
    }

    private static DeliveryStatus status(MultipartReport report) throws Exception {
        return (DeliveryStatus) report.getReport();
    }

    private static String field(InternetHeaders fields, String name) {
        return fields.getHeader(name, null);
    }

    private static InternetHeaders of(DeliveryStatus status, String recipient) {
        for (int i = 0; i < status.getRecipientDSNCount(); i++) {
            if (field(status.getRecipientDSN(i), "Final-Recipient").contains("; " + recipient)) {
                return status.getRecipientDSN(i);
            }
        }
        throw new AssertionError("nothing about " + recipient + " in " + status);
    }

    private static Path mailboxOf(RouterProcess router) {
        return router.base().resolve("var/mail/" + USER);
    }

    @Test
    void theLastHopThatSendsReceiptsSendsThem() throws Exception {
        try (SmtpDialogue smtp = first.smtp()) {
            assertTrue(smtp.command("EHLO client.example", "250").contains("250-DSN\n"));
            smtp.command("MAIL FROM:<" + USER + "> RET=FULL ENVID=QQ+2B1", "250");
            smtp.command("RCPT TO:<" + USER + "@far.example> NOTIFY=SUCCESS ORCPT=rfc822;Old+2BName@far.example", "250");
            smtp.command("DATA", "354");
            smtp.command("Subject: two hops\r\n\r\nhello\r\n.", "250");
        }
        MultipartReport report = report(mailboxOf(second), "two hops");
        assertEquals("QQ+1", field(status(report).getMessageDSN(), "Original-Envelope-Id"));
        assertTrue(field(status(report).getMessageDSN(), "Received-From-MTA").startsWith("dns; "));
        InternetHeaders recipient = of(status(report), USER + "@far.example");
        assertEquals("rfc822; Old+Name@far.example", field(recipient, "Original-Recipient"));
        assertEquals("delivered", field(recipient, "Action"));
        assertTrue(field(recipient, "Status").startsWith("2."));
        assertInstanceOf(MessageHeaders.class, report.getReturnedMessage(), "a receipt has the header alone");
        assertTrue(reports(mailboxOf(first), "two hops").isEmpty(), "the first router has handed the duty on");
    }

    @Test
    void whatIsDueAtOneMomentIsOneReport() throws Exception {
        try (SmtpDialogue smtp = second.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<" + USER + ">", "250");
            smtp.command("RCPT TO:<gone@other.example>", "250");
            smtp.command("RCPT TO:<gone-quietly@other.example> NOTIFY=NEVER", "250");
            smtp.command("RCPT TO:<ok@other.example> NOTIFY=SUCCESS,FAILURE", "250");
            smtp.command("RCPT TO:<silent@other.example>", "250");
            smtp.command("RCPT TO:<" + USER + "> NOTIFY=SUCCESS", "250");
            smtp.command("RCPT TO:<list> NOTIFY=SUCCESS", "250");
            smtp.command("DATA", "354");
            smtp.command("Subject: all at once\r\n\r\nhello\r\n.", "250");
        }
        MultipartReport report = report(mailboxOf(second), "all at once");
        DeliveryStatus status = status(report);
        assertEquals(4, status.getRecipientDSNCount());
        assertEquals("failed", field(of(status, "gone@other.example"), "Action"));
        assertEquals("5.1.1", field(of(status, "gone@other.example"), "Status"));
        assertEquals("smtp; 550 5.1.1 no such user", field(of(status, "gone@other.example"), "Diagnostic-Code"));
        assertEquals("relayed", field(of(status, "ok@other.example"), "Action"));
        assertEquals("delivered", field(of(status, USER + "@"), "Action"));
        assertEquals("expanded", field(of(status, "list@"), "Action"));
        assertEquals("hello\r\n", report.getReturnedMessage().getContent());
        assertTrue(report.getText().contains("Nobody has this address."), report.getText());
    }

    @Test
    void whatHasNoSenderIsToldToThePostmasterAndNobodyElse() throws Exception {
        try (SmtpDialogue smtp = second.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.send("", "Subject: no sender\r\n\r\nhello\r\n", "gone@other.example");
        }
        MultipartReport report = report(folder.resolve("postmaster"), "no sender");
        assertEquals("failed", field(of(status(report), "gone@other.example"), "Action"));
        assertTrue(reports(mailboxOf(second), "no sender").isEmpty());
    }

    @Test
    void theCommandLineAsksForReceipts() throws Exception {
        assertEquals(0, second.sendmail("To: " + USER + "\nSubject: by command\n\nhello\n", "-N", "success", "-V", "env2", "-t")
                .status());
        MultipartReport report = report(mailboxOf(second), "by command");
        assertEquals("env2", field(status(report).getMessageDSN(), "Original-Envelope-Id"));
        assertEquals("delivered", field(of(status(report), USER + "@"), "Action"));
        assertFalse(report.getText().isBlank());
    }
}
