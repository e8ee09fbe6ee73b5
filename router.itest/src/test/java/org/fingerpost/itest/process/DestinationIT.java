package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files {@code destination-NAME.cfg} say what is different for some destinations, while they are there. */
class DestinationIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path folder;

    @Test
    void mailComesBackAsItsDestinationSays() throws Exception {
        try (SmtpSink sink = new SmtpSink(0, recipient -> "450 4.2.1 later");
                RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                        .with("etc/queue.cfg", "retry = 1h\n")
                        .with("etc/destination-relay.cfg", "mailer = relay\nhost = [127.0.0.1]:" + sink.port()
                                + "\nretry = 1s\nreturn = 2s\nwarn = often\n")
                        .start()) {
            router.awaitIn("var/log/router.log", "destination-relay: warn: \"often\"");
            assertEquals(0, router.sendmail("Subject: patience\n\nhello\n", "x@far.example").status());
            router.awaitIn("var/mail/" + USER, "not delivered within 2s; the last reason was: ");
            router.awaitEmptyQueue();

            Files.delete(router.base().resolve("etc/destination-relay.cfg"));
            router.awaitIn("var/log/router.log", "Deleting configuration {destination~relay}");
            assertEquals(0, router.sendmail("Subject: more patience\n\nhello\n", "y@far.example").status());
            Await.until("a reason in the listing", () -> list(router).contains("4.2.1"));
            assertTrue(list(router).matches("(?s).*y@far.example +pending, 1 attempt, next in (5[0-9]m|1h).*"), list(router));
        }
    }

    private static String list(RouterProcess router) throws Exception {
        return router.program("fingerpost", "", "queue", "list", "--base", router.base().toString()).output();
    }
}
