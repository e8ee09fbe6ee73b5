package org.fingerpost.mailer.prog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.MailerDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgMailerTest extends ProgFixture {

    @Test
    void theProgramReadsTheMessage() throws IOException {
        assertEquals(SENT, run(toFile()));

        assertEquals(MESSAGE, result());
        try (Stream<Path> left = Files.list(base.resolve("tmp"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void flagNLeavesTheFromLineOut() throws IOException {
        run(toFile().with("lsn", Map.of()));

        assertEquals("Subject: a\n b\n\nhello\n", result());
    }

    @Test
    void theLineEndOfTheDefinitionIsUsed() throws IOException {
        run(toFile().with("lsn", Map.of('E', "\\r\\n")));

        assertEquals("Subject: a\r\n b\r\n\r\nhello\r\n", result());
    }

    @Test
    void flagEQuotesFromLines() throws IOException {
        run(toFile().with("lsnE", Map.of()).withBody(TestDelivery.body("From a\r\nFrom\r\n >From b\r\n")));

        assertEquals("Subject: a\n b\n\n>From a\nFrom\n >From b\n", result());
    }

    @Test
    void theEnvironmentIsThePolicysAndNothingElse() throws IOException {
        run(TestDelivery.of(new MailerDefinition("env", "/usr/bin/env", "n", TestDelivery.arguments("env"), Map.of()), "anna"));
        run(TestDelivery.shell("env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD= | sort > " + result));

        assertEquals("AGENT=sendmail\nPATH=/usr/bin:/bin\nSITE=a b\n", result());
    }

    @Test
    void linesAreAsLongAsTheDefinitionAllows() throws IOException {
        run(toFile().with("lsn", Map.of('L', "4")));

        assertEquals("Sub!\n je!\n ct!\n : a\n b\n\nhel!\n lo\n", result());
    }

    @Test
    void theFirstUsableFolderOfTheDefinitionIsTaken() throws IOException {
        Path home = Files.createDirectory(base.resolve("home"));
        TestDelivery pwd = TestDelivery.shell("pwd -P > " + result);
        run(pwd.with("n", Map.of('D', "$y:/no/such:$z:/")).withMacro("z", home.toString()));
        assertEquals(home.toRealPath() + "\n", result());

        run(pwd.with("n", Map.of('D', "/no/such")));
        assertEquals(base.toRealPath() + "\n", result());
    }

    @Test
    void argumentsAreNotSplitAndBatchesAreOneRun() throws IOException {
        Path program = script("printf '[%s]' \"$@\" >> " + result);
        MailerDefinition mailer =
                new MailerDefinition("local", program.toString(), "m",
                TestDelivery.arguments("script", "-d", "$u", "$h"), Map.of());
        List<Outcome> outcomes = mailer(Duration.ofSeconds(50), 0)
                .attempt(TestDelivery.of(mailer, "anna; touch x", "b $HOME \"b\""));

        assertEquals(List.of(SENT, SENT), outcomes);
        assertEquals("[-d][anna; touch x][b $HOME \"b\"][example.net]", result());
    }

    @Test
    void octetsReachTheProgramUnchangedOrNotAtAll() throws IOException {
        Outcome outcome = run(TestDelivery.shell("printf '\u00c3\u00bc' > " + result));

        if (outcome.equals(SENT)) {
            assertEquals("\u00c3\u00bc", result());
        } else {
            assertEquals(EnhancedStatus.of("4.3.5"), outcome.status()); // the locale has no such character
        }
    }

    private Path script(String command) throws IOException {
        Path program = Files.writeString(base.resolve("script"), "#!/bin/sh\n" + command + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void anAddressCannotBeAnOption() {
        MailerDefinition mailer = new MailerDefinition("local", "/bin/true", "m",
                TestDelivery.arguments("true", "$h", "$u"), Map.of());

        assertEquals(List.of(Outcome.failed("5.1.1", "bad user name"),
                        Outcome.deferred("4.3.0", "another recipient of the batch has a bad user name")),
                mailer(Duration.ofSeconds(50), 0).attempt(TestDelivery.of(mailer, "-oQ/tmp", "anna")));
        assertEquals(Outcome.failed("5.1.2", "bad host name"), run(TestDelivery.of(mailer, "anna").withHost("-x")));
    }

    @Test
    void aProgramThatCannotBeRunIsForTheOperatorToMend() throws IOException {
        Path text = Files.writeString(base.resolve("text"), "no program");
        assertEquals(Outcome.deferred("4.3.5", "the program /no/such is not there"), run(program("/no/such")));
        assertEquals(Outcome.deferred("4.3.5", "the program " + text + " is not executable"), run(program(text.toString())));
        assertEquals(Outcome.deferred("4.3.5", "the definition of mailer x has no program in P="), run(program("[other]")));

        Path orphan = script("");
        Files.writeString(orphan, "#!/no/such/interpreter\n");
        Outcome notStarted = run(program(orphan.toString()));
        assertEquals(EnhancedStatus.of("4.3.5"), notStarted.status());
        assertTrue(notStarted.text().contains("No such file or directory"), notStarted.text());
    }

    private static TestDelivery program(String path) {
        return TestDelivery.of(new MailerDefinition("x", path, "", TestDelivery.arguments("x"), Map.of()), "anna");
    }

    @Test
    void aBodyThatCannotBeReadDefers() {
        Body gone = new Body() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        assertEquals(Outcome.deferred("4.3.0", "cannot hand the message over: the message cannot be read: the disk is gone"),
                run(toFile().withBody(gone)));
    }

    @Test
    void whatACrashLeftIsRemovedAtStart() throws IOException {
        Path fresh = Files.createFile(base.resolve("tmp/prog-1.msg"));
        Path old = Files.createFile(base.resolve("tmp/prog-2.msg"));
        Files.setLastModifiedTime(fresh, FileTime.from(CLOCK.instant().minusSeconds(3599)));
        Files.setLastModifiedTime(old, FileTime.from(CLOCK.instant().minusSeconds(3601)));
        files.prepare();

        assertTrue(Files.exists(fresh));
        assertFalse(Files.exists(old));
    }
}
