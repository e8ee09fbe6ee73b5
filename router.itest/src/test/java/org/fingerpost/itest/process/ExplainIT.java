package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.fingerpost.itest.mailers.odd.OddRules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fingerpost explain} says what the router then does. */
class ExplainIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    static Path folder;
    private static SmtpSink sink;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        sink = new SmtpSink();
        Path instance = folder.resolve("instance");
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        String policy = shipped.replaceFirst("(?m)^DS.*$", "DS[127.0.0.1]:" + sink.port())
                .replace("Sparse=0\n", "Sparse=0\nR$+ < @ far . example >\t$: $>Odd $1 < @ far . example >\n");
        router = new RouterProcess(instance, "").with("etc/sendmail.cf", policy)
                .with("etc/aliases", "postmaster: root\n# the staff\nstaff: " + USER
                        + ",\n\tann@far.example, nobody-of-this-name\n")
                .start();
        router.deploy(OddRules.class, "1.2.3");
    }

    @AfterAll
    static void stop() throws Exception {
        router.close();
        sink.close();
    }

    private static Shell.Result explain(String... words) throws Exception {
        String[] all = new String[words.length + 1];
        all[0] = "explain";
        System.arraycopy(words, 0, all, 1, words.length);
        return router.program("fingerpost", "", all);
    }

    private static void assertSays(Shell.Result result, String text) {
        assertTrue(result.output().contains(text), () -> "\"" + text + "\" is not in:\n" + result.output() + result.error());
    }

    @Test
    void rulesTablesAndBundlesAreNamed() throws Exception {
        Shell.Result result = explain("ann@far.example");
        assertEquals(0, result.status(), result.error());
        assertSays(result, "of " + router.base() + "/etc/sendmail.cf\n");
        assertTrue(result.output().matches("(?s).*\n        line \\d+: ann@far.example -> ann<@far.example>\n.*"),
                result.output());
        assertSays(result, "rule set Odd of bundle org.fingerpost.itest.mailers.odd 1.2.3: ann<@far.example> (unchanged)\n");
        assertTrue(result.output().matches("(?s).*\n +table mailertable, \"far.example\": not found.*"
                + "\\(hash -o etc/mailertable, of bundle org.fingerpost.alias.dbm [^)\n]*\\)\n.*"), result.output());
        assertSays(result, "    => mailer relay, host [127.0.0.1]:" + sink.port() + ", user ann@far.example\n");
        assertTrue(result.output().matches("(?s).*\nmailer relay to [^ ]+ \\(service smtp, of bundle org.fingerpost.mailer.smtp .*"), result.output());
    }

    @Test
    void anAliasIsFollowedAsMailIs() throws Exception {
        Shell.Result result = explain("staff");
        assertEquals(67, result.status());
        assertSays(result, ", in " + router.base() + "/etc/aliases:3");
        assertSays(result, "\nann@far.example, from staff\n");
        assertSays(result, "    => refused: 550 5.1.1 User unknown\n");
        assertSays(result, "    arguments   FILE var/mail/" + USER + "\n");
    }

    @Test
    void whatTheMailerGetsIsWhatWasExplained() throws Exception {
        String from = "eve%here.example@far.example";
        Shell.Result result = explain("--from", from, "--json", "bob@far.example");
        assertEquals(0, result.status(), result.error());
        String delivery = result.output().substring(result.output().indexOf("\"deliveries\""));
        String sender = delivery.replaceFirst("(?s).*?\"sender\":\"([^\"]*)\".*", "$1").strip();
        String to = delivery.replaceFirst("(?s).*?\"To\":\"([^\"]*)\".*", "$1").strip();
        assertEquals(0, router.sendmail("From: " + from + "\nTo: bob@far.example\nSubject: as explained\n\nx\n", "-f", from,
                "bob@far.example").status());
        Await.until("the message", () -> !sink.received().isEmpty());
        SmtpSink.Received received = sink.received().get(0);
        assertEquals(sender, received.from());
        assertTrue(received.content().contains("\r\nTo: " + to + "\r\n"), received.content());
    }

    @Test
    void aStrangerIsToldNo() throws Exception {
        Shell.Result result = explain("--client", "198.51.100.7", "ann@far.example");
        assertEquals(77, result.status());
        assertSays(result, "    => 550 5.7.1 <ann@far.example>... Relaying denied\n");
    }

    @Test
    void whatMakesNoSenseIsNamed() throws Exception {
        Shell.Result result = explain("--loud", "ann");
        assertEquals(64, result.status());
        assertTrue(result.error().startsWith("fingerpost explain: unknown option --loud\nusage: "), result.error());
        Shell.Result nowhere = explain("--base", folder.resolve("nowhere").toString(), "ann");
        assertEquals(69, nowhere.status());
        assertTrue(nowhere.error().contains("there is no instance"), nowhere.error());
    }
}
