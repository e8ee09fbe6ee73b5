package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail for other hosts goes where the domain name system says: the shipped policy, with another port than 25. */
class MailExchangerIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private RouterProcess router(NameServer names, int port) throws Exception {
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        return new RouterProcess(folder.resolve("instance"), "")
                .with("etc/sendmail.cf", shipped.replace("A=TCP $h\n", "A=TCP $h " + port + "\n"))
                .with("etc/queue.cfg", "retry = 1h\n")
                .with("etc/hosts", "127.0.0.1 localhost filed.test\n")
                .with("etc/dns.cfg", "servers = 127.0.0.1:" + names.port() + "\nhosts = etc/hosts\n")
                .with("etc/mailertable", "list.test smtp:gone.far.test:[127.0.0.2]:far.test\n");
    }

    private static void send(RouterProcess router, String recipient) throws Exception {
        assertEquals(0, router.sendmail("Subject: to " + recipient + "\n\nhello\n", recipient).status());
    }

    @Test
    void mailGoesToTheNextServerThatTakesIt() throws Exception {
        try (NameServer names = new NameServer(0, "far.test. 60 MX 10 dead.far.test.", "far.test. 60 MX 20 mx.far.test.",
                "dead.far.test. 60 A 127.0.0.2", "mx.far.test. 60 A 127.0.0.1", "plain.test. 60 A 127.0.0.1",
                "alias.test. 60 CNAME far.test.", "silent.far.test. 60 A 127.0.0.1");
                SmtpSink sink = new SmtpSink();
                RouterProcess router = router(names, sink.port()).start()) {
            for (String domain : new String[] {"far.test", "plain.test", "alias.test", "filed.test", "list.test"}) {
                send(router, "ann@" + domain);
                Await.until("mail for " + domain, () -> sink.received().stream()
                        .anyMatch(mail -> mail.to().contains("ann@" + domain)));
            }
            Shell.Result way = router.program("fingerpost", "", "explain", "--servers", "ann@far.test");
            assertTrue(way.output().contains("    server      dead.far.test [127.0.0.2] port " + sink.port()
                    + ": MX 10 of far.test\n"
                    + "    server      mx.far.test [127.0.0.1] port " + sink.port() + ": MX 20 of far.test\n"), way.output());
        }
    }

    @Test
    void whatHasNoServerComesBackAndWhatCannotBeToldWaits() throws Exception {
        try (NameServer names = new NameServer(0, "null.test. 60 MX 0 .", "back.test. 60 MX 5 localhost.",
                "back.test. 60 MX 10 mx.back.test.");
                RouterProcess router = router(names, 9).start()) {
            send(router, "ann@unknown.test");
            router.awaitIn("var/mail/" + USER, "Status: 5.1.2");
            send(router, "ann@null.test");
            router.awaitIn("var/mail/" + USER, "Status: 5.1.10");
            send(router, "ann@back.test");
            router.awaitIn("var/mail/" + USER, "Status: 5.4.6");
            router.awaitEmptyQueue();
            send(router, "ann@silent.test");
            Await.until("a reason in the listing", () -> router.program("fingerpost", "", "queue", "list").output()
                    .contains("mail exchangers of silent.test not found"));
        }
    }
}
