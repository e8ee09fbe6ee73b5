package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Aliases, a class and an access table in two real servers of one directory, which are asked by TLS with a certificate that is
 * verified, and by a Unix-domain socket.
 */
class LdapIT {

    private static final int MANY = 5000;
    /** What is found is kept for three seconds, that something is absent for one. */
    private static final String SETTINGS = "cache.found = 3s\ncache.absent = 1s\n"
            + "retry = 1s\nstarttls = true\n";

    @TempDir
    private static Path folder;
    private static Slapd first;
    private static Slapd second;
    private static SmtpSink sink;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Slapd.missing().isEmpty(), Slapd.missing());
        Path certificate = certificate();
        String tls = "TLSCertificateFile " + certificate + "\nTLSCertificateKeyFile " + folder.resolve("key.pem");
        first = new Slapd(folder.resolve("first"), tls).load(Slapd.resource("mail.ldif") + people()).start();
        second = new Slapd(folder.resolve("second"), tls).load(Slapd.resource("mail.ldif") + people()).start();
        sink = new SmtpSink();
        router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                .with("etc/table.ldap.cfg", SETTINGS).with("etc/tls.cfg", "authorities = " + certificate + "\n");
        router.with("etc/sendmail.cf", policy(router.read("etc/sendmail.cf"))).start();
    }

    private static Path certificate() throws Exception {
        Path certificate = folder.resolve("certificate.pem");
        Shell.Result made = Shell.run(Map.of(), new byte[0], List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
                "-days", "2", "-subj", "/CN=directory", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                folder.resolve("key.pem").toString(), "-out", certificate.toString()));
        assertEquals(0, made.status(), made.error());
        return certificate;
    }

    private static String people() {
        return IntStream.range(0, MANY).mapToObj(i -> "\ndn: sendmailMTAKey=p" + i + ",ou=people," + Slapd.BASE
                + "\nobjectClass: sendmailMTAAliasObject\nsendmailMTAAliasGrouping: people\nsendmailMTAKey: p" + i
                + "\nsendmailMTAAliasValue: p" + i + "@far.example\n").collect(Collectors.joining());
    }

    private static String policy(String shipped) {
        String changed = shipped.replace("\nDnMAILER", "\nDjmx.our.example\nD{sendmailMTACluster}Servers\nO LDAPDefaultSpec=-H \""
                + first.uri() + " " + second.uri() + "\" -b " + Slapd.BASE + "\nFw@LDAP\nDnMAILER")
                .replace("O AliasFile=hash:etc/aliases", "O AliasFile=ldap:, ldap:-H \"" + first.localUri()
                        + "\" -M external -b \"ou=staff," + Slapd.BASE + "\" -k \"(uid=%0)\" -v mail, hash:etc/aliases")
                .replace("Kaccess hash -o etc/access", "Kaccess ldap -1 -k "
                        + "(&(objectClass=sendmailMTAMapObject)(sendmailMTAMapName=access)(sendmailMTAKey=%0))"
                        + " -v sendmailMTAMapValue");
        assertTrue(changed.contains("O AliasFile=ldap:") && changed.contains("Kaccess ldap") && changed.contains("Fw@LDAP"));
        return changed;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {router, sink, first, second}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @BeforeEach
    void forget() throws Exception {
        router.program("fingerpost", "", "console", "router:flush");
    }

    @AfterEach
    void empty() throws Exception {
        router.awaitEmptyQueue();
    }

    /** What the router answers to a recipient at the moment. */
    private static String reply(String recipient) throws Exception {
        return reply("sender@there.example", recipient);
    }

    private static String reply(String sender, String recipient) throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            String mail = smtp.command("MAIL FROM:<" + sender + ">", "");
            return mail.startsWith("250") ? smtp.command("RCPT TO:<" + recipient + ">", "") : mail;
        }
    }

    private static void awaitReply(String recipient, String begin) throws Exception {
        Await.until("the reply " + begin + " to " + recipient, () -> reply(recipient).startsWith(begin));
    }

    private static void send(String subject, String to) throws Exception {
        assertEquals(0, router.sendmail("Subject: " + subject + "\n\nhello\n", "-f", "sender@there.example", to).status());
    }

    private static Set<String> reached(String subject) {
        return sink.received().stream().filter(m -> m.content().contains("Subject: " + subject + "\r\n"))
                .flatMap(m -> m.to().stream()).collect(Collectors.toSet());
    }

    private static void awaitReached(String subject, Set<String> recipients) throws Exception {
        Await.until(subject + " for " + recipients, Duration.ofSeconds(60), () -> reached(subject).equals(recipients));
    }

    @Test
    void aliasesOfOurClusterAndOfOurHost() throws Exception {
        send("to sales", "sales");
        awaitReached("to sales", Set.of("ann@far.example", "bob@far.example"));
        send("to mover", "mover@two.example"); // a name of ours by the directory
        awaitReached("to mover", Set.of("before@far.example"));
        awaitReply("others", "550");
        awaitReply("nobody.at.all", "550");
    }

    @Test
    void aUnixDomainSocketTellsTheServerWhoWeAre() throws Exception {
        send("to peer", "peer");
        awaitReached("to peer", Set.of("peer@far.example"));
    }

    @Test
    void anAccessTable() throws Exception {
        Await.until("a sender is refused", () -> reply("x@spam.example", "root").startsWith("55"));
        Await.until("another one is not", () -> reply("x@ham.example", "root").startsWith("250"));
    }

    @Test
    void aChangeIsSeenAfterTheTimeThatAnswersAreKept() throws Exception {
        awaitReply("mover", "250");
        String before = router.program("fingerpost", "", "explain", "mover").output();
        assertTrue(before.contains("\"before@far.example\"") && before.contains(", kept for "), before);
        change("mover", "after@far.example");
        try {
            Await.until("the change is seen", () -> router.program("fingerpost", "", "explain", "mover").output()
                    .contains("\"after@far.example\", in sendmailMTAKey=mover,dc=example,dc=org"));
        } finally {
            change("mover", "before@far.example");
        }
    }

    private static void change(String alias, String value) throws Exception {
        for (Slapd each : List.of(first, second)) {
            each.modify("dn: sendmailMTAKey=" + alias + ",dc=example,dc=org\nchangetype: modify\nreplace: sendmailMTAAliasValue\n"
                    + "sendmailMTAAliasValue: " + value + "\n");
        }
    }

    @Test
    void anotherServerTakesOver() throws Exception {
        first.kill();
        try {
            awaitReply("sales", "250");
            assertTrue(reply("nobody.either").startsWith("45"), "the table with the socket of the first server alone");
        } finally {
            first.start();
        }
        awaitReply("nobody.either", "550");
    }

    @Test
    void duringAnOutageMailWaitsAndAfterItGoesWithoutARestart() throws Exception {
        first.freeze();
        second.kill();
        try {
            assertTrue(reply("sales").startsWith("451 4.3.0"), "nobody can tell");
            send("during the outage", "sales");
            router.awaitIn("var/log/mail.log", "event=deferred");
            assertTrue(router.program("mailq", "").output().contains("sales"), "it waits");
            for (String name : List.of("a.name", "b.name", "c.name")) {
                assertTrue(reply(name).startsWith("451"), name);
            }
            String caches = router.program("fingerpost", "", "console", "router:caches").output();
            assertTrue(caches.contains("aliases"), caches);
            long begin = System.nanoTime();
            assertTrue(reply("d.name").startsWith("451"));
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 30);
        } finally {
            first.thaw();
            second.start();
        }
        awaitReply("sales", "250");
        router.program("fingerpost", "", "queue", "retry", "--all");
        awaitReached("during the outage", Set.of("ann@far.example", "bob@far.example"));
        assertEquals(List.of(), sink.received().stream().filter(m -> m.from().isEmpty()).toList(), "nothing was returned");
    }

    @Test
    void aGroupOfThousandsComesInPagesThoughTheServerGivesFiveHundredAtATime() throws Exception {
        long begin = System.nanoTime();
        String explained = router.program("fingerpost", "", "explain", "--json", "everybody").output();
        System.out.println("explain with " + MANY + " members: "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        assertTrue(explained.contains("p" + (MANY - 1) + "@far.example"), () -> explained.substring(0, 500));
        send("to everybody", "everybody");
        Await.until("everybody is reached", Duration.ofSeconds(120), () -> reached("to everybody").size() == MANY);
    }

    @Test
    void numbersAndStates() throws Exception {
        reply("sales");
        reply("sales");
        String stats = router.program("fingerpost", "", "stats", "--prometheus").output();
        assertTrue(stats.contains("fingerpost_table_lookups_total{table=\"aliases\",answer=\"kept\"}"), stats);
        String caches = router.program("fingerpost", "", "console", "router:caches").output();
        assertTrue(caches.lines().anyMatch(line -> line.matches("aliases +ldap +[1-9].*")), caches);
        assertTrue(router.program("fingerpost", "", "console", "router:flush aliases").output().contains("forgotten"));
    }
}
