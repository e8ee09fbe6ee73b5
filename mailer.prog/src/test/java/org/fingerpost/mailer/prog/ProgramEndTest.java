package org.fingerpost.mailer.prog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProgramEndTest extends ProgFixture {

    private static String said(Outcome outcome) {
        Diagnostic diagnostic = outcome.diagnostic().orElseThrow();
        assertEquals("x-unix", diagnostic.type());
        assertEquals("/bin/sh", diagnostic.reporter());
        return diagnostic.text();
    }

    @ParameterizedTest
    @CsvSource({"64, 5.5.4, Bad usage", "65, 5.6.0, Data format error", "66, 5.3.0, Cannot open input", "67, 5.1.1, User unknown",
        "68, 5.1.2, Host unknown", "69, 5.0.0, Service unavailable", "70, 5.3.0, Internal error",
        "71, 4.3.0, Operating system error", "72, 5.3.5, System file missing", "73, 5.2.0, Can't create output",
        "74, 4.3.0, I/O error", "75, 4.3.0, Temporary failure", "76, 5.5.0, Remote protocol error",
        "77, 5.7.0, Insufficient permission", "78, 5.3.5, Local configuration error", "1, 5.3.0, unknown mailer error 1",
        "127, 5.3.0, unknown mailer error 127", "128, 5.3.0, unknown mailer error 128",
        "143, 4.3.0, program was ended by signal 15", "255, 5.3.0, unknown mailer error 255"})
    void theExitStatusDecides(int status, String enhanced, String text) {
        Outcome outcome = run(TestDelivery.shell("exit " + status));

        assertEquals(EnhancedStatus.of(enhanced), outcome.status());
        assertEquals(text, outcome.text());
        assertEquals("exit status " + status, said(outcome));
    }

    @Test
    void aSignalDefers() {
        Outcome outcome = run(TestDelivery.shell("kill -KILL $$"));

        assertEquals("program was ended by signal 9", outcome.text());
        assertInstanceOf(Outcome.Deferred.class, outcome);
    }

    @Test
    void whatTheProgramSaysOnBothWaysIsKept() {
        assertEquals("exit status 67\nno such user\nreally",
                said(run(TestDelivery.shell("echo no such user; echo really >&2; exit 67"))));
    }

    @Test
    void aFloodOfOutputIsCutOffAndDoesNotHoldTheProgramUp() {
        Outcome outcome = mailer(Duration.ofSeconds(50), 100)
                .attempt(TestDelivery.shell("head -c 3000000 /dev/zero | tr '\\0' x; exit 75")).get(0);

        assertEquals("exit status 75\n" + "x".repeat(100), said(outcome));
    }

    @Test
    void aProgramThatDoesNotReadIsJudgedByItsStatus() {
        Body large = TestDelivery.body(("x".repeat(98) + "\r\n").repeat(20_000));

        assertEquals(SENT, run(TestDelivery.shell("exec <&-; exit 0").withBody(large)));
        assertEquals("User unknown", run(TestDelivery.shell("exit 67").withBody(large)).text());
    }

    @Test
    void aProgramThatDoesNotEndIsKilledWithItsChildren() throws Exception {
        Outcome outcome = run(TestDelivery.shell("trap '' TERM; echo begun;"
                + " sleep 1000 & echo $! > " + result + "; wait; sleep 1000"),
                Duration.ofSeconds(1));

        assertEquals("program did not end within 1 s", outcome.text());
        assertEquals("killed\nbegun", said(outcome));
        assertInstanceOf(Outcome.Deferred.class, outcome);
        assertEnds(Long.parseLong(result().strip()));
    }

    private static void assertEnds(long pid) throws Exception {
        ProcessHandle child = ProcessHandle.of(pid).orElse(null);
        if (child != null) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void anInterruptKillsTheProgram() {
        Thread attempt = Thread.currentThread();
        Outcome outcome = run(TestDelivery.shell("sleep 1000").withBody(TestDelivery.body("x\r\n"))
                .withProgress(attempt::interrupt));

        assertTrue(Thread.interrupted());
        assertEquals(Outcome.deferred("4.3.2", "delivery was interrupted"), outcome);
        assertTrue(ProcessHandle.current().descendants()
                .noneMatch(p -> p.info().commandLine().orElse("").contains("sleep 1000")));
    }

    @Test
    void aChildThatIsLeftBehindDoesNotHoldUsUp() throws Exception {
        Outcome outcome = run(TestDelivery.shell("sleep 1000 & echo $! > " + result + "; echo done; exit 75"));
        ProcessHandle child = ProcessHandle.of(Long.parseLong(result().strip())).orElseThrow();

        assertTrue(child.isAlive());
        child.destroyForcibly();
        assertEquals("exit status 75\ndone", said(outcome));
    }
}
