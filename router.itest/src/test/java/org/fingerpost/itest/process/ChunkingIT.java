package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that come in chunks (BDAT), to the mailbox and to the relay. */
class ChunkingIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    static Path folder;
    private static SmtpSink sink;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        sink = new SmtpSink();
        router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port()).start();
    }

    @AfterAll
    static void stop() throws Exception {
        router.close();
        sink.close();
    }

    private static SmtpDialogue transaction(String parameters, String recipient) throws Exception {
        SmtpDialogue smtp = router.smtp();
        assertTrue(smtp.command("EHLO client.example", "250").contains("CHUNKING"));
        smtp.command("MAIL FROM:<sender@far.example>" + parameters, "250");
        smtp.command("RCPT TO:<" + recipient + ">", "250");
        return smtp;
    }

    @Test
    void chunksAreOneMessage() throws Exception {
        try (SmtpDialogue smtp = transaction("", USER)) {
            smtp.command("BDAT 22\r\nSubject: in chunks\r\n", "250 2.0.0 22 octets");
            smtp.command("BDAT 16 LAST\r\n.\r\n..\r\nQUIT\r\nx", "250 2.0.0");
        }
        router.awaitIn("var/mail/" + USER, "Subject: in chunks");
        assertTrue(router.read("var/mail/" + USER).contains("\n\n.\n..\nQUIT\nx\n"));
    }

    @Test
    void announcedAsBinaryAndNothingButLinesIsDelivered() throws Exception {
        try (SmtpDialogue smtp = transaction(" BODY=BINARYMIME", USER)) {
            smtp.command("DATA", "503 5.5.1");
            smtp.command("BDAT 28 LAST\r\nSubject: no binary\r\n\r\ncaf\u00e9", "250 2.0.0");
        }
        router.awaitIn("var/mail/" + USER, "Subject: no binary");
    }

    @Test
    void nothingIsSmuggledOut() throws Exception {
        try (SmtpDialogue smtp = transaction("", "a@far.example")) {
            String smuggled = "Subject: x\r\n\r\ny\n.\nMAIL FROM:<evil@far.example>\n.\r\r\n";
            smtp.command("BDAT " + smuggled.length() + " LAST\r\n" + smuggled, "554 5.6.0");
        }
        String stuffed = "Subject: dots\r\n\r\n.\r\n..\r\n.MAIL FROM:<evil@far.example>\r\n";
        try (SmtpDialogue smtp = transaction("", "a@far.example")) {
            smtp.command("BDAT " + stuffed.length() + " LAST\r\n" + stuffed, "250 2.0.0");
        }
        Await.until("the message at the relay", () -> sink.received().stream().anyMatch(m -> m.content().contains("dots")));
        assertEquals(1, sink.received().size());
        assertTrue(sink.received().get(0).content().endsWith("\r\n\r\n.\r\n..\r\n.MAIL FROM:<evil@far.example>\r\n"));
    }

    @Test
    void aSessionThatEndsWithinAChunkLeavesNothing() throws Exception {
        try (SmtpDialogue smtp = transaction("", USER)) {
            smtp.command("BDAT 13\r\nSubject: no\r\nBDAT 100 LAST", "250 2.0.0 13");
        }
        chunksAreOneMessage();
        assertFalse(router.read("var/mail/" + USER).contains("Subject: no\n"));
    }
}
