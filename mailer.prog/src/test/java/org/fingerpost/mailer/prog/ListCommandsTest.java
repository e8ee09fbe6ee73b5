package org.fingerpost.mailer.prog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.MailerDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of aliases and forward files. */
@Timeout(120)
class ListCommandsTest extends ProgFixture {

    private static TestDelivery command(String text) {
        return TestDelivery.of(new MailerDefinition("prog", "[PROG]", "lsDFMoqeu9", TestDelivery.arguments("PROG", "$u"),
                Map.of()),
                text);
    }

    private Path script(String path, String body) throws IOException {
        Path script = base.resolve(path);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path shows(String path) throws IOException {
        return script(path, "ps -o comm= -p $PPID > " + result + "; printf '<%s>' \"$@\" >> " + result);
    }

    @Test
    void noShellComesBetween() throws IOException {
        assertEquals(SENT, run(command(shows("bin/show") + " 'a b' \"c\" \\$d")));
        assertEquals("<a b><c><$d>", result().lines().toList().get(1));
        assertEquals("java", result().lines().toList().get(0));
    }

    @Test
    void aShellRunsWhatNeedsOne() throws IOException {
        assertEquals(SENT, run(command("cat | tr a-z A-Z > " + result)));
        assertTrue(result().contains("HELLO"), result());
    }

    @Test
    void namesAreLookedForOnThePathAndInTheFolder() throws IOException {
        assertEquals(SENT, run(command("tee " + result)));
        assertEquals(MESSAGE, result());
        shows("bin/here");
        assertEquals(SENT, run(command("bin/here x")));
        assertEquals("<x>", result().lines().toList().get(1));
    }

    @ParameterizedTest
    @CsvSource({"exit 3, 75, 4.3.0", "exit 0, 75, 2.0.0", "exit 75, 67, 5.1.1", "kill -9 $$, 75, 4.3.0"})
    void anotherStatusTakesThePlaceOfAFailure(String body, int instead, String status) throws IOException {
        assertEquals(status, run(command(script("bin/fails", body) + " || exit " + instead)).status().toString());
    }

    @Test
    void aProgramThatIsNotThereIsAFailure() {
        assertEquals(Outcome.failed("5.3.0", "the program /no/such is not there, or cannot be run"), run(command("/no/such a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s/vacation ann", "vacation ann", "/usr/ucb/vacation ann", "../../x/vacation ann",
        "exec /usr/bin/vacation ann || exit 75"})
    void onlyTheLastPartOfAnAllowedNameCounts(String text) throws IOException {
        shows("allowed/vacation");
        allowed = new AllowedPrograms(List.of(base.resolve("absent"), base.resolve("allowed")));
        assertEquals(SENT, run(command(text.replace("%s", base.toString()))));
        assertEquals("<ann>", result().lines().toList().get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh -c x", "sh", "..", "/", "allowed/", "other", "''"})
    void whatIsNotAllowedIsRefused(String text) throws IOException {
        shows("allowed/vacation");
        allowed = new AllowedPrograms(List.of(base.resolve("allowed")));
        for (TestDelivery delivery : List.of(command(text), TestDelivery.shell(text))) {
            Outcome outcome = run(delivery);
            assertEquals("5.7.1", outcome.status().toString());
            assertTrue(outcome.text().contains("is not among those that are allowed here"), outcome.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacation ann; rm x", "vacation $(rm x)", "vacation `rm x`", "vacation ann > x", "vacation | sh",
        "vacation && vacation", "vacation ann\nrm x"})
    void whereProgramsAreNamedThereIsNoShell(String text) throws IOException {
        Path program = shows("allowed/vacation");
        allowed = new AllowedPrograms(List.of(program));
        for (TestDelivery delivery : List.of(command(text), TestDelivery.shell(text))) {
            Outcome outcome = run(delivery);
            assertEquals("5.7.1", outcome.status().toString());
            assertTrue(outcome.text().contains("needs a shell"), outcome.text());
        }
        assertFalse(Files.exists(result));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann;x", "$(x)", "`x`", "a b", "a'b", "a\"b", "a|b", "a&b", "a>b", "-x", "~x", "a*", "a\\b", "a#b",
            "a\tb", "a\nb",
        "{a}", "a!b", "\u00e4"})
    void addressesReachNoShell(String user) {
        for (String text : List.of("echo $u >> out", "echo '$u' >> out", "echo \"$u\" >> out")) {
            MailerDefinition mailer = new MailerDefinition("site", "/bin/sh", "lsm", TestDelivery.arguments("sh", "-c", text),
                    Map.of());
            Outcome outcome = run(TestDelivery.of(mailer, user));
            assertEquals(user.startsWith("-") ? outcome.status().toString() : "5.1.3", outcome.status().toString());
            assertFalse(outcome instanceof Outcome.Delivered && user.startsWith("~"), outcome.toString());
            assertFalse(Files.exists(base.resolve("out")));
        }
    }

    @Test
    void harmlessOnesDoAsDoArgumentsBehindTheCommand() throws IOException {
        MailerDefinition mailer = new MailerDefinition("site", "/bin/sh", "lsm",
                TestDelivery.arguments("sh", "-c", "printf '%s,' $u \"$$1\" > " + result, "x", "$h"), Map.of());
        assertEquals(SENT, run(TestDelivery.of(mailer, "ann+x=y@a.example").withHost("a; b")));
        assertEquals("ann+x=y@a.example,a; b,", result());
    }
}
