package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits is not lost. */
class QueueIT {

    @TempDir
    private Path folder;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void mailForARelayThatIsDownWaitsIsListedAndArrivesWhenItIsBack() throws Exception {
        int port = freePort();
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(port)
                .with("etc/queue.cfg", "retry = 1s\n").start()) {
            assertEquals(0, router.sendmail("Subject: patience\n\nhello\n", "u@far.example").status());
            Await.until("a reason in the listing", () -> router.program("mailq", "").output().contains("(Deferred: "));
            String listing = router.program("mailq", "").output();
            assertTrue(listing.contains("<u@far.example>") || listing.contains("u@far.example"), listing);
            assertTrue(listing.contains("Total requests: 1"), listing);
            try (SmtpSink sink = new SmtpSink(port, recipient -> "250 ok")) {
                Await.until("the message at the relay", () -> sink.received().size() == 1);
                router.awaitEmptyQueue();
            }
        }
    }

    @Test
    void killedBetweenAcceptanceAndDeliveryNothingIsLost() throws Exception {
        int port = freePort();
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(port).start()) {
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                for (int i = 0; i < 20; i++) {
                    smtp.send("s@far.example", "Subject: number " + i + "\r\n\r\nhello\r\n", "u" + i + "@far.example");
                }
                router.kill();
            }
            try (SmtpSink sink = new SmtpSink(port, recipient -> "250 ok")) {
                router.start();
                router.program("fingerpost", "", "queue", "retry", "--all", "--base", router.base().toString());
                Await.until("20 messages at the relay", () -> sink.received().size() >= 20);
                List<String> to = sink.received().stream().flatMap(m -> m.to().stream()).distinct().toList();
                assertEquals(20, to.size());
                router.awaitEmptyQueue();
            }
        }
    }

    @Test
    void eachRecipientHasItsOwnOutcome() throws Exception {
        try (SmtpSink sink = new SmtpSink(0, r -> r.startsWith("bad") ? "550 5.1.1 no such user" : r.startsWith("busy")
                ? "450 4.2.1 later" : "250 ok");
                RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port()).start()) {
            String user = System.getProperty("user.name");
            assertEquals(0, router.sendmail("Subject: mixed\n\nhello\n", "-f", user, "good@far.example", "bad@far.example",
                    "busy@far.example").status());
            router.awaitIn("var/mail/" + user, "550 5.1.1 no such user");
            assertEquals(List.of("good@far.example"), sink.received().get(0).to());
            String listing = router.program("mailq", "").output();
            assertTrue(listing.contains("busy@far.example"), listing);
            assertFalse(router.read("var/mail/" + user).contains("Final-Recipient: rfc822; busy"),
                    "only what failed is returned");
        }
    }

    @Test
    void whenTheRouterIsDownTheCommandLineKeepsTheMessageForIt() throws Exception {
        String user = System.getProperty("user.name");
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").start()) {
            router.close();
            assertEquals(0, router.sendmail("Subject: into the drop\n\nhello\n", user).status());
            router.start();
            router.awaitIn("var/mail/" + user, "Subject: into the drop");
        }
    }
}
