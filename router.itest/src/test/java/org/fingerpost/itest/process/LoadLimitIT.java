package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With too much to do mail first waits, then is refused for now; nothing is lost, and it ends by itself. */
class LoadLimitIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private static String status(RouterProcess router) throws Exception {
        return router.program("fingerpost", "", "status", "--base", router.base().toString()).output();
    }

    private static void awaitStatus(RouterProcess router, String text) throws Exception {
        Await.until("a status with " + text, () -> status(router).contains(text));
    }

    @Test
    void withoutRoomMailIsRefusedUntilThereIsRoomAgain() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").start();
                SmtpDialogue smtp = router.smtp()) {
            awaitStatus(router, "load: normal");
            router.with("etc/load.cfg", "disk.refuse = " + Long.MAX_VALUE + "\n");
            awaitStatus(router, "load: new mail is refused for now: free on the queue's disk: ");
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<s@far.example>", "452 4.3.1");
            Shell.Result refused = router.sendmail("Subject: later\n\nhello\n", USER);
            assertEquals(75, refused.status(), refused.toString());
            assertTrue(router.spooled().isEmpty(), "the submitter has it, nobody else");

            router.with("etc/load.cfg", "");
            awaitStatus(router, "load: normal");
            smtp.send("s@far.example", "Subject: by SMTP\r\n\r\nhello\r\n", USER);
            assertEquals(0, router.sendmail("Subject: by sendmail\n\nhello\n", USER).status());
            router.awaitIn("var/mail/" + USER, "Subject: by SMTP");
            router.awaitIn("var/mail/" + USER, "Subject: by sendmail");
            String log = router.read("var/log/router.log");
            assertEquals(3, log.split("load: free on the queue's disk", -1).length, "a line for the begin, a line for the end");
        }
    }

    @Test
    void withALongQueueTheFirstAttemptWaits() throws Exception {
        try (SmtpSink sink = new SmtpSink(0, recipient -> "450 4.2.1 later");
                RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                        .with("etc/load.cfg", "queue.defer = 1\n").start()) {
            assertEquals(0, router.sendmail("Subject: one that stays\n\nhello\n", "x@far.example").status());
            awaitStatus(router, "load: new mail is taken, but not tried at once: messages in the queue: 1, the limit is 1");
            assertEquals(0, router.sendmail("Subject: one that waits\n\nhello\n", USER).status());
            assertTrue(router.program("fingerpost", "", "queue", "list", "--base", router.base().toString()).output()
                    .contains("not tried yet: messages in the queue: 1, the limit is 1"));
            assertEquals(0, router.program("fingerpost", "", "queue", "retry", "--all", "--base", router.base().toString())
                    .status());
            router.awaitIn("var/mail/" + USER, "Subject: one that waits");
        }
    }
}
