package org.fingerpost.itest.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A type of tables, that of the example, that comes and goes by a jar in {@code deploy/} while the policy declares a table of it. */
class TableDeployIT {

    private static final String PLACE = "# SITE: rules for particular hosts or users can stand here, such as\n";
    private static final String RULES = "R$+ < @ $+ >\t$: < $(domain $2 $: none $) > $1 < @ $2 >\n"
            + "R< far.example > $*\t$#error $@ 5.7.1 $: \"550 far is too far\"\nR< $* > $+\t$: $2\n";

    @TempDir
    private Path folder;

    private static String policy() throws Exception {
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        return shipped.replace("Kmailertable", "Kdomain labels 2\nKmailertable").replace(PLACE, RULES + PLACE);
    }

    /** Until the reply to a recipient begins with this code. */
    private static void awaitReply(RouterProcess router, String recipient, String code) throws Exception {
        Await.until("reply " + code + " to " + recipient, () -> reply(router, recipient).startsWith(code));
    }

    private static String reply(RouterProcess router, String recipient) throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.command("MAIL FROM:<s@there.example>", "250");
            return smtp.command("RCPT TO:<" + recipient + ">", "");
        }
    }

    @Test
    void whatNeedsATableWaitsUntilItsTypeIsThere() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").with("etc/sendmail.cf", policy()).start()) {
            awaitReply(router, "ann@a.b.far.example", "45");
            Path jar = router.deployExample("labels-table", "org.example.labels");
            awaitReply(router, "ann@a.b.far.example", "550 5.7.1");
            awaitReply(router, "ann@a.b.near.example", "250");
            Files.delete(jar);
            awaitReply(router, "ann@a.b.far.example", "45");
            router.deployExample("labels-table", "org.example.labels");
            awaitReply(router, "ann@a.b.far.example", "550 5.7.1");
        }
    }
}
