package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.fingerpost.itest.mailers.exiting.ExitingMailer;
import org.fingerpost.itest.mailers.mischief.MischiefMailer;
import org.fingerpost.itest.mailers.odd.OddTable;
import org.fingerpost.itest.mailers.slow.SlowMailer;
import org.fingerpost.itest.mailers.stillborn.StillbornMailer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that do everything wrong: their mail waits and says whose fault it is, everybody else's goes on, nothing is lost. */
class HostilePluginIT {

    private static final String USER = System.getProperty("user.name");
    /** Addresses of two domains go through the rule set and the table of the hostile bundle. */
    private static final String RULES = """
            Sparse=0
            R$+ < @ odd . example >	$: $>Odd $1 < @ odd . example >
            R$+ < @ table . example >	$: $1 < @ $(odd $1 $) . odd . example >
            """;

    @TempDir
    private Path folder;
    private int good;

    private RouterProcess router(String name, String retry) throws Exception {
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        return new RouterProcess(folder.resolve(name), "").with("etc/sendmail.cf", shipped.replace("Sparse=0\n", RULES))
                .with("etc/queue.cfg", "attempt.timeout = 5s\nmailer.threads = 3\nworkers = 2\nretry = " + retry + "\n")
                .with("etc/mailertable", "mischief.example mischief:\nstillborn.example stillborn:\nexiting.example exiting:\nslow.example slow:\n"
                        + "odd.example mischief:\n.odd.example mischief:\n")
                .start();
    }

    /** Mail that has nothing to do with any of this. */
    private void assertOtherMailFlows(RouterProcess router) throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            String id = String.format(Locale.ROOT, "m%06d", ++good);
            smtp.send("s@client.example", Senders.message(id, 1), USER);
            Await.until("message " + good + " to " + USER, () -> Mbox.parse(router.read("var/mail/" + USER)).copies(id) == 1);
        }
    }

    private static void send(RouterProcess router, int times, String to) throws IOException {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            for (int i = 0; i < times; i++) {
                smtp.send("", Senders.message("bad", 1), to);
            }
        }
    }

    @Test
    void mailers() throws Exception {
        try (RouterProcess router = router("mailers", "1h")) {
            router.deploy(MischiefMailer.class, "1.0.0");
            router.deploy(StillbornMailer.class, "1.0.0");
            assertOtherMailFlows(router);
            int descriptors = router.descriptors();
            for (String delivered : List.of("twice", "threads", "streams")) {
                send(router, 20, delivered + "@mischief.example");
                assertOtherMailFlows(router);
            }
            router.awaitEmptySpool();
            assertTrue(router.descriptors() < descriptors + 20, router.descriptors() + " files are open, before it were "
                    + descriptors);

            List<String> deferred = List.of("dies", "memory", "reports", "null", "never", "blocks");
            for (String kind : deferred) {
                send(router, 6, kind + "@mischief.example"); // more than there are workers, or threads
                assertOtherMailFlows(router);
            }
            send(router, 1, "x@stillborn.example");
            assertOtherMailFlows(router);
            Await.until("a reason for each", Duration.ofSeconds(60), () -> {
                String listing = router.program("mailq", "", "-v").output();
                return listing.split("of bundle org.fingerpost.itest.mailers.mischief 1.0.0", -1).length > deferred.size() * 6
                        && listing.contains("mailer \"stillborn\" is not available");
            });
            assertOtherMailFlows(router);
        }
    }

    @Test
    void tablesAndRuleSets() throws Exception {
        try (RouterProcess router = router("tables", "1h")) {
            router.deploy(OddTable.class, "1.0.0");
            router.deploy(MischiefMailer.class, "1.0.0");
            send(router, 1, "fine@odd.example");
            send(router, 1, "fine@table.example");
            for (String bad : List.of("throws@odd.example", "memory@odd.example", "overflows@odd.example", "null@odd.example",
                    "throws@table.example", "dies@table.example", "null@table.example")) {
                assertTrue(rcpt(router, bad).contains("of bundle org.fingerpost.itest.mailers.odd 1.0.0"), bad);
                assertOtherMailFlows(router);
            }
            assertTrue(rcpt(router, "loops@odd.example").contains("recursion"));
            for (String blocking : List.of("blocks@odd.example", "blocks@table.example")) {
                for (int i = 0; i < 6; i++) { // more than there are threads for sessions
                    Thread client = new Thread(() -> tryRcpt(router, blocking));
                    client.setDaemon(true);
                    client.start();
                }
                assertOtherMailFlows(router);
                Await.until("an answer for those who come later", () -> rcpt(router, blocking)
                        .contains("of bundle org.fingerpost.itest.mailers.odd 1.0.0"));
                assertOtherMailFlows(router);
            }
            // By the command line it is the queue's workers that ask.
            for (int i = 0; i < 3; i++) {
                router.sendmail("Subject: x\n\nhello\n", "blocks@table.example");
            }
            assertOtherMailFlows(router);
        }
    }

    /** The refusal of one recipient, for now and not for good. */
    private static String rcpt(RouterProcess router, String address) throws IOException {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<>", "250");
            return smtp.command("RCPT TO:<" + address + ">", "451");
        }
    }

    /** A client whose answer does not matter here: one of them waits for it until the router ends. */
    private static void tryRcpt(RouterProcess router, String address) {
        try {
            rcpt(router, address);
        } catch (IOException | AssertionError e) {
            return;
        }
    }

    @Test
    void oneThatIsReplacedOrRemovedWhileItsAttemptsRun() throws Exception {
        try (RouterProcess router = router("slow", "1s")) {
            router.deploy(SlowMailer.class, "1.0.0");
            for (int i = 0; i < 50; i++) {
                send(router, 1, "u" + i + "@slow.example");
            }
            Await.until("the first attempts", () -> !router.read("var/slow.txt").isEmpty());
            router.deploy(SlowMailer.class, "2.0.0");
            assertOtherMailFlows(router);
            router.awaitIn("var/log/router.log", "mailer slow is gone");
            Await.until("some of the new one's", () -> router.read("var/slow.txt").lines().count() > 10);
            Files.delete(router.deployed(SlowMailer.class));
            Await.until("the mailer's end", () -> router.read("var/log/router.log").split("mailer slow is gone", -1).length > 2);
            assertOtherMailFlows(router);
            router.deploy(SlowMailer.class, "3.0.0");
            router.awaitEmptySpool();
            List<String> lines = router.read("var/slow.txt").lines().toList();
            assertEquals(50, lines.stream().distinct().count());
            assertEquals(50, lines.size());
        }
    }

    @Test
    void oneThatEndsTheWholeRouterLosesNothing() throws Exception {
        for (String how : List.of("exit", "halt")) {
            try (RouterProcess router = router(how, "1h")) {
                router.deploy(ExitingMailer.class, "1.0.0");
                assertOtherMailFlows(router);
                send(router, 1, how + "@exiting.example");
                assertEquals(how.equals("exit") ? 4 : 3, router.awaitEnd());
                Files.delete(router.deployed(ExitingMailer.class));
                router.start();
                assertOtherMailFlows(router);
                Await.until("the message that it took the router down with",
                        () -> router.program("mailq", "").output().contains(how + "@exiting.example"));
                assertEquals(1, router.spooled().size());
            }
        }
    }
}
