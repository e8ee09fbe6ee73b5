package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual users and aliases in a real PostgreSQL, which stops, stands still, comes back, and changes. */
class DatabaseIT {

    private static final String PLACE = "# SITE: rules for particular hosts or users can stand here, such as\n";
    private static final String TABLES = "Kvirtual sql -d mail -k \"SELECT goto FROM virtual WHERE address = %0\"\n"
            + "Knames sql -d mail -z, -k \"SELECT goto FROM names WHERE name = %0 ORDER BY goto\"\n"
            + "Kwrong sql -d mail -k \"DELETE FROM virtual WHERE address = %0 RETURNING goto\"\n";
    private static final String RULES =
            "R$+ < @ virt.example >\t$: < $(virtual $1@virt.example $: none $) > $1 < @ virt.example >\n"
            + "R< none > $+\t$#error $@ 5.1.1 $: \"550 no such user\"\n"
            + "R< $+ > $+ < @ virt.example >\t$@ $>parse $>canonify $1\n"
            + "R$+ < @ wrong.example >\t$: $(wrong $1@virt.example $: none $) < @ wrong.example >\n";

    @TempDir
    private Path folder;
    private PostgresServer server;
    private RouterProcess router;

    @BeforeEach
    void start() throws Exception {
        server = new PostgresServer();
        server.sql("CREATE TABLE virtual (address text PRIMARY KEY, goto text)", "CREATE TABLE names (name text, goto text)",
                "INSERT INTO virtual VALUES ('ann@virt.example', 'root'), ('sales@virt.example', 'sales')",
                "INSERT INTO names VALUES ('sales', 'root'), ('sales', 'postmaster')");
        String policy = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1)
                .replace("Kmailertable", TABLES + "Kmailertable").replace(PLACE, RULES + PLACE)
                .replace("O AliasFile=hash:etc/aliases", "O AliasFile=hash:etc/aliases,sequence:names");
        router = new RouterProcess(folder.resolve("instance"), "").with("etc/sendmail.cf", policy)
                .with("etc/database-mail.cfg", server.settings())
                .with("etc/table.sql.cfg", "cache.found = 1s\ncache.absent = 1s\n")
                .with("etc/queue.cfg", "retry = 1s\n").start();
    }

    @AfterEach
    void stop() throws Exception {
        try {
            if (router != null) {
                router.close();
            }
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    private String reply(String recipient) throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<s@there.example>", "250");
            return smtp.command("RCPT TO:<" + recipient + ">", "");
        }
    }

    private void awaitReply(String recipient, String code) throws Exception {
        Await.until("reply " + code + " to " + recipient, Duration.ofSeconds(60), () -> reply(recipient).startsWith(code));
    }

    @Test
    void mailGoesWhereTheDatabaseSays() throws Exception {
        assertTrue(reply("bert@virt.example").startsWith("550"));
        assertTrue(reply("'or''='@virt.example").startsWith("550"));
        assertEquals(0, router.sendmail("Subject: one\n\nto ann\n", "ann@virt.example").status());
        router.awaitIn("var/mail/root", "to ann");
        assertEquals(0, router.sendmail("Subject: two\n\nto sales\n", "sales@virt.example").status());
        router.awaitIn("var/mail/root", "to sales");
        server.sql("UPDATE virtual SET address = 'bert@virt.example' WHERE address = 'ann@virt.example'");
        awaitReply("bert@virt.example", "250");
        awaitReply("ann@virt.example", "550");
    }

    @Test
    void noOutageLosesAUserOrAMessage() throws Exception {
        assertTrue(reply("ann@virt.example").startsWith("250"));
        server.stopAtOnce();
        awaitReply("ann@virt.example", "451");
        assertTrue(reply("bert@virt.example").startsWith("451"));
        router.awaitIn("var/log/router.log", "table virtual, database mail: cannot connect");
        assertEquals(0, router.sendmail("Subject: late\n\nkept until then\n", "ann@virt.example", "bert@virt.example").status());
        server.start();
        awaitReply("ann@virt.example", "250");
        awaitReply("bert@virt.example", "550");
        router.awaitIn("var/mail/root", "kept until then");
        router.awaitEmptySpool();
    }

    @Test
    void aServerThatStandsStillIsNotWaitedForForEver() throws Exception {
        assertTrue(reply("ann@virt.example").startsWith("250"));
        server.signal("-STOP");
        awaitReply("ann@virt.example", "451");
        assertTrue(reply("other@virt.example").startsWith("451"));
        server.signal("-CONT");
        awaitReply("ann@virt.example", "250");
        awaitReply("other@virt.example", "550");
    }

    @Test
    void aStatementThatTheDatabaseRefusesIsReported() throws Exception {
        assertTrue(reply("ann@wrong.example").startsWith("451"));
        router.awaitIn("var/log/router.log",
                "table wrong, database mail: ERROR: cannot execute DELETE in a read-only transaction");
        assertTrue(reply("ann@virt.example").startsWith("250"));
        router.with("etc/database-mail.cfg", server.settings().replaceAll(":\\d+/", ":9/"));
        awaitReply("ann@virt.example", "451");
        router.with("etc/database-mail.cfg", server.settings());
        awaitReply("ann@virt.example", "250");
    }
}
