package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.fingerpost.itest.BundleJar;
import org.fingerpost.itest.mailers.hanging.HangingMailer;
import org.fingerpost.itest.mailers.nonsense.NonsenseMailer;
import org.fingerpost.itest.mailers.tally.TallyMailer;
import org.fingerpost.itest.mailers.throwing.ThrowingMailer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mailers that come and go by a jar in {@code deploy/}, and mailers that should never have come. */
class DeployIT {

    private static final String TABLE =
            "tally.example tally:\nthrowing.example throwing:\nhanging.example hanging:\nnonsense.example nonsense:\n";

    @TempDir
    private Path folder;

    private RouterProcess router(String queueSettings) throws Exception {
        return new RouterProcess(folder.resolve("instance"), "").with("etc/mailertable", TABLE)
                .with("etc/queue.cfg", queueSettings).start();
    }

    private static void deploy(RouterProcess router, Class<?> mailer) throws Exception {
        Path jar = BundleJar.of(mailer, "1.0.0", Files.createTempFile("mailer", ".jar"));
        // A jar must never be seen half written: it is renamed into the folder.
        Path beside = router.base().resolve("deploy/." + mailer.getSimpleName());
        Files.copy(jar, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, router.base().resolve("deploy/" + mailer.getSimpleName() + ".jar"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(jar);
        router.awaitIn("var/log/router.log", "from " + mailer.getPackageName());
    }

    private static List<String> tally(RouterProcess router) throws Exception {
        return router.read("var/tally.txt").lines().toList();
    }

    @Test
    void mailWaitsForARemovedMailerAndGoesOutWhenItIsBack() throws Exception {
        try (RouterProcess router = router("")) {
            long pid = router.pid();
            deploy(router, TallyMailer.class);
            assertEquals(0, router.sendmail("Subject: x\n\nhello\n", "first@tally.example").status());
            Await.until("the first message", () -> tally(router).size() == 1);

            Files.delete(router.base().resolve("deploy/TallyMailer.jar"));
            router.awaitIn("var/log/router.log", "mailer tally is gone");
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                for (int i = 0; i < 200; i++) {
                    smtp.send("s@far.example", "Subject: x\r\n\r\nhello\r\n", "u" + i + "@tally.example");
                }
            }
            Await.until("200 deferrals", () -> router.program("mailq", "").output().split("is not available", -1).length > 200);
            assertTrue(router.program("mailq", "").output().contains("mailer \"tally\" is not available"));
            assertEquals(1, tally(router).size());

            deploy(router, TallyMailer.class);
            Await.until("all messages", () -> tally(router).size() >= 201);
            router.awaitEmptyQueue();
            assertEquals(201, tally(router).size());
            assertEquals(201, tally(router).stream().distinct().count());
            assertTrue(tally(router).containsAll(IntStream.range(0, 200).mapToObj(i -> "u" + i + "@tally.example").toList()));
            assertEquals(pid, router.pid());
            assertTrue(router.isAlive());
        }
    }

    @Test
    void badMailersCostTheirOwnMailADeferralThatNamesThem() throws Exception {
        String user = System.getProperty("user.name");
        try (RouterProcess router = router("attempt.timeout = 2s\nmailer.threads = 2\n")) {
            for (Class<?> mailer : List.of(ThrowingMailer.class, NonsenseMailer.class, HangingMailer.class)) {
                deploy(router, mailer);
            }
            for (int i = 0; i < 5; i++) {
                for (String kind : List.of("throwing", "nonsense", "hanging")) {
                    assertEquals(0, router.sendmail("Subject: x\n\nhello\n", "u" + i + "@" + kind + ".example").status());
                }
                assertEquals(0, router.sendmail("Subject: good " + i + "\n\nhello\n", user).status());
                router.awaitIn("var/mail/" + user, "Subject: good " + i);
            }
            Await.until("15 deferrals", Duration.ofSeconds(60),
                    () -> router.program("mailq", "", "-v").output().split("of bundle org.fingerpost.itest.mailers", -1).length > 15);
            String listing = router.program("mailq", "", "-v").output();
            for (String kind : List.of("throwing", "nonsense", "hanging")) {
                assertTrue(listing.contains("of bundle org.fingerpost.itest.mailers." + kind + " 1.0.0"), listing);
            }
            assertTrue(listing.contains("Total requests: 15"), listing);
        }
    }

    @Test
    void theConsoleShowsWhatIsThere() throws Exception {
        try (RouterProcess router = router("")) {
            deploy(router, TallyMailer.class);
            for (String[] expected : new String[][] {
                {"router:mailers", "tally"}, {"router:tables", "hash"}, {"router:rulesets", "canonify"},
                        {"router:queue", "the queue is empty"},
                {"lb", "Apache Felix"}, {"scr:list", "org.fingerpost.core.Router"}}) {
                Shell.Result result = router.program("fingerpost", "", "console", expected[0], "--base",
                        router.base().toString());
                assertEquals(0, result.status(), result.error());
                assertTrue(result.output().contains(expected[1]), expected[0] + ": " + result.output() + result.error());
            }
        }
    }
}
