package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.services.Services;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.fingerpost.table.passwd.UserTableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with check rule sets, as sendmail held them: what is refused, and in which words. */
class CheckDialogsTest {

    @TempDir
    Path directory;

    private static Path resource(String name) throws Exception {
        return Path.of(CheckDialogsTest.class.getResource("/checks/" + name).toURI());
    }

    private Dialogs dialogs() throws Exception {
        Files.writeString(directory.resolve("passwd"), "root daemon eric tef anna".replaceAll(" |$", ":x:1000:100::/:/bin/sh\n"));
        Files.createFile(directory.resolve("aliases"));
        Path policy = Files.writeString(directory.resolve("checks.cf"),
                Files.readString(resource("checks.cf")).replace("/etc/mail/aliases", "aliases"));
        Reading reading = new SendmailCfReader("relay.conf.example").read(policy, directory);
        assertTrue(reading.isUsable(), () -> reading.problems().toString());
        Services services = new TableTypes(List.of(UserTableType.of(directory.resolve("passwd")))).services();
        return new Dialogs(new Generation(1, reading.policy(), services, directory), services);
    }

    @Test
    void whatSendmailRefusesIsRefusedInItsWords() throws Exception {
        Dialogs dialogs = dialogs();
        List<String> different = dialogs.replay(Files.readAllLines(resource("dialogs.txt"), StandardCharsets.ISO_8859_1));
        assertEquals(List.of(), different, () -> String.join("\n", different));
        assertTrue(dialogs.refusals > 90, "only " + dialogs.refusals + " refusals");
    }

    @Test
    void whatRulesDiscardIsTakenAndThrownAway() throws Exception {
        Dialogs dialogs = dialogs();
        assertEquals("250 2.0.0 JOB00001 Message accepted for delivery",
                dialogs.send("discard@b.example", "Subject: x", "eric").toString());
        assertEquals("250 2.0.0 JOB00001 Message accepted for delivery",
                dialogs.send("a@b.example", "Subject: discsubj", "eric").toString());
        assertTrue(dialogs.send("a@b.example", "Subject: x", "discard@x.example").isAccepted());
        assertTrue(dialogs.send("a@b.example", "Subject: x", "eric", "tef", "anna", "root").isAccepted());
        assertEquals(List.of(), dialogs.intake.jobs);
        // Whatever is wrong with it besides is said.
        assertEquals("554 5.7.1 bad subject", dialogs.send("discard@b.example", "Subject: badsubj", "eric").toString());
    }

    @Test
    void whatRulesQuarantineIsHeldAndSaysWhy() throws Exception {
        Dialogs dialogs = dialogs();
        assertTrue(dialogs.send("quarantine@b.example", "Subject: x", "eric").isAccepted());
        assertTrue(dialogs.send("a@b.example", "Subject: quarsubj", "eric").isAccepted());
        assertTrue(dialogs.send("a@b.example", "Subject: x", "eric", "tef", "anna").isAccepted());
        assertTrue(dialogs.send("a@b.example", "Subject: x", "eric").isAccepted());
        assertEquals(List.of("quarantined: not trusted", "quarantined: Quar subj", "quarantined: three", "sent"),
                dialogs.intake.jobs.stream().map(job -> job.hold().map(Hold::reason).orElse("sent")).toList());
    }

    @Test
    void localProgramsPassTheHeadersChecksOnlyAndReportsNone() throws Exception {
        Dialogs dialogs = dialogs();
        assertTrue(dialogs.submit(Origin.local("eric"), "c-550@x.example", "Subject: x", "c-550@x.example").isAccepted());
        assertEquals("554 5.7.1 bad subject", dialogs.submit(Origin.local("eric"), "eric", "Subject: badsubj", "tef").toString());
        assertTrue(dialogs.submit(Origin.local(""), "", "Subject: badsubj", "tef").isAccepted());
    }
}
