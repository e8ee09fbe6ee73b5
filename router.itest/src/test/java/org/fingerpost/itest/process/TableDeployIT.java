package org.fingerpost.itest.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.fingerpost.itest.BundleJar;
import org.fingerpost.itest.tables.labels.LabelsTableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of table that comes and goes by a jar in {@code deploy/} while the policy declares a table of it. */
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

    private static void deploy(RouterProcess router) throws Exception {
        Path jar = BundleJar.of(LabelsTableType.class, "1.0.0", Files.createTempFile("table", ".jar"));
        // A jar must never be seen half written: it is renamed into the folder.
        Path beside = router.base().resolve("deploy/.labels");
        Files.copy(jar, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, router.base().resolve("deploy/labels.jar"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(jar);
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
            deploy(router);
            awaitReply(router, "ann@a.b.far.example", "550 5.7.1");
            awaitReply(router, "ann@a.b.near.example", "550 5.1.2");
            Files.delete(router.base().resolve("deploy/labels.jar"));
            awaitReply(router, "ann@a.b.far.example", "45");
            deploy(router);
            awaitReply(router, "ann@a.b.far.example", "550 5.7.1");
        }
    }
}
