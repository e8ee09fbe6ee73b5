package org.fingerpost.mailer.prog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Programs;
import org.fingerpost.api.mailer.RunningProgram;
import org.fingerpost.api.mailer.UnusableProgramException;
import org.fingerpost.api.policy.MailerDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipedProgramTest extends ProgFixture {

    private static TestDelivery talkingTo(String script) {
        return TestDelivery.of(new MailerDefinition("pipe", "/bin/sh", "mz", TestDelivery.arguments("sh", "-c",
                script.replace("$", "$$"), "$h"), Map.of()), "somebody");
    }

    private Programs.Call call(TestDelivery delivery) throws UnusableProgramException {
        return mailer(Duration.ofSeconds(50), 100).call(delivery);
    }

    private static int status(RunningProgram program) throws Exception {
        return program.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void say(RunningProgram program, String text) throws IOException {
        program.input().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsSaidIsHeardAtOnce() throws Exception {
        RunningProgram program = call(talkingTo("while read line; do echo \"you said $line\"; done; exit 3")).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(program.output(), StandardCharsets.ISO_8859_1));

        say(program, "one\n");
        assertEquals("you said one", said.readLine());
        say(program, "two\n");
        assertEquals("you said two", said.readLine());
        program.input().close();
        assertEquals(3, status(program));
    }

    @Test
    void itsEnvironmentAndFolderAreThoseOfOtherPrograms() throws Exception {
        RunningProgram program = call(talkingTo("env | grep -v -e PWD -e ^_ -e SHLVL | sort; pwd; echo $0")).start();

        assertEquals("AGENT=sendmail\nPATH=/usr/bin:/bin\nSITE=a b\n" + base + "\nexample.net\n",
                new String(program.output().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void onlyTheBeginningOfItsErrorsIsKept() throws Exception {
        RunningProgram program = call(talkingTo("head -c 300000 /dev/zero | tr '\\0' x >&2; echo done")).start();

        assertEquals("done\n", new String(program.output().readAllBytes(), StandardCharsets.ISO_8859_1));
        status(program);
        assertEquals("x".repeat(100), program.errors());
    }

    @Test
    void whatDoesNotEndIsKilledWithItsChildren() throws Exception {
        RunningProgram program = call(talkingTo("trap '' TERM; sleep 1000 & echo $!; wait; sleep 1000")).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(program.output(), StandardCharsets.ISO_8859_1));
        ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();

        program.end(Duration.ofMillis(10));

        assertEquals(137, status(program));
        child.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void whatEndsByItselfInTimeIsLeftAlone() throws Exception {
        RunningProgram program = call(talkingTo("read line; exit 5")).start();

        program.end(Duration.ofSeconds(30));
        say(program, "\n");

        assertEquals(5, status(program));
    }

    @Test
    void callsAreEqualIfAllIsTheSame() throws Exception {
        assertEquals(call(talkingTo("exit 0")), call(talkingTo("exit 0")));
        assertNotEquals(call(talkingTo("exit 0")), call(talkingTo("exit 1")));
        assertNotEquals(call(talkingTo("exit 0")), call(talkingTo("exit 0").withHost("other.example")));
    }

    @Test
    void aHostThatLooksLikeAnOptionIsNotPassedOn() {
        UnusableProgramException refusal = assertThrows(UnusableProgramException.class,
                () -> call(talkingTo("exit 0").withHost("-C/tmp/x")));

        assertEquals(Outcome.failed("5.1.2", "bad host name"), refusal.outcome());
    }

    @Test
    void aProgramThatIsNotThereIsWaitedFor() {
        TestDelivery missing = TestDelivery.of(new MailerDefinition("pipe", "/no/such/program", "", TestDelivery.arguments("x"),
                Map.of()), "somebody");

        assertEquals(Outcome.deferred("4.3.5", "the program /no/such/program is not there"),
                assertThrows(UnusableProgramException.class, () -> call(missing)).outcome());
    }
}
