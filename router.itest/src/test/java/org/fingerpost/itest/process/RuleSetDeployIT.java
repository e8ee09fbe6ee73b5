package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.itest.mailers.odd.OddRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule sets that come and go by a jar in {@code deploy/}, while mail flows. */
class RuleSetDeployIT {

    private static final String PACKAGE = "org.example.shards";

    @TempDir
    private Path folder;

    /** The shipped policy with this relay, and with these lines where a site changes its names, and its routes. */
    private RouterProcess router(int relay, String names, String routes) throws Exception {
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        String policy = shipped.replaceFirst("(?m)^DS.*$", "DS[127.0.0.1]:" + relay + "\n" + names)
                .replaceFirst("(?m)^# SITE: rules for particular hosts.*$", routes.replace("$", "\\$"));
        return new RouterProcess(folder.resolve("instance"), "").with("etc/sendmail.cf", policy)
                .with("etc/mailertable", "closed.example error:5.1.2:550 closed\n").start();
    }

    private static void send(RouterProcess router, String domain) throws Exception {
        for (int i = 0; i < 20; i++) {
            assertEquals(0, router.sendmail("Subject: x\n\nhello\n", "-f", "me@far.example", "user" + i + "@" + domain).status());
        }
    }

    private static List<String> recipients(SmtpSink sink) {
        return sink.received().stream().flatMap(message -> message.to().stream()).sorted().toList();
    }

    @Test
    void theExampleExtendsARuleSetOfThePolicyAsLongAsItIsThere() throws Exception {
        try (SmtpSink relay = new SmtpSink(); SmtpSink one = new SmtpSink(); SmtpSink two = new SmtpSink();
                RouterProcess router = router(relay.port(),
                        "C{Sharded}users.example\nD{Shards}[127.0.0.1]:" + one.port() + " [127.0.0.1]:" + two.port(), "")) {
            long pid = router.pid();
            send(router, "users.example");
            Await.until("all at the relay", () -> recipients(relay).size() == 20);

            Path jar = router.deployExample("shard-rules", PACKAGE);
            Await.until("the rule set", () -> ruleSets(router).contains(PACKAGE));
            send(router, "users.example");
            send(router, "other.example");
            Await.until("the shards", () -> recipients(one).size() + recipients(two).size() == 20
                    && recipients(relay).size() == 40);
            assertTrue(recipients(one).size() > 2 && recipients(two).size() > 2, recipients(one) + " " + recipients(two));
            assertTrue(recipients(one).stream().allMatch(user -> user.endsWith("@users.example")), recipients(one).toString());
            assertTrue(router.sendmail("Subject: x\n\nhello\n", "-f", "me", "a@closed.example").error().contains("closed"),
                    "the mailertable");

            Files.delete(jar);
            Await.until("no rule set", () -> !ruleSets(router).contains(PACKAGE));
            send(router, "users.example");
            Await.until("all at the relay again", () -> recipients(relay).size() >= 60);
            assertEquals(20, recipients(one).size() + recipients(two).size());
            assertEquals(pid, router.pid());
            assertTrue(router.isAlive());
        }
    }

    @Test
    void aRuleSetThatOnlyABundleHasIsADeferralWithoutIt() throws Exception {
        try (SmtpSink relay = new SmtpSink();
                RouterProcess router = router(relay.port(), "",
                        "R$+ < @ odd . example >\t$: $>Odd $1 < @ odd . example >")) {
            assertEquals("451 4.3.5", replyTo(router, "user@odd.example"));
            router.deploy(OddRules.class, "1.0.0");
            Await.until("the rule set", () -> replyTo(router, "user@odd.example").startsWith("250"));
            Files.delete(router.deployed(OddRules.class));
            Await.until("no rule set", () -> replyTo(router, "user@odd.example").equals("451 4.3.5"));
            assertTrue(replyTo(router, "user@other.example").startsWith("250"));
        }
    }

    private static String ruleSets(RouterProcess router) throws Exception {
        return router.program("fingerpost", "", "console", "router:rulesets").output();
    }

    private static String replyTo(RouterProcess router, String address) throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO localhost", "250");
            smtp.command("MAIL FROM:<me@far.example>", "250");
            String reply = smtp.command("RCPT TO:<" + address + ">", "");
            smtp.command("QUIT", "221");
            return reply.substring(0, 9);
        }
    }
}
