package org.fingerpost.mailer.prog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.MailerDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProgMailerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-05T07:08:09Z"), ZoneOffset.UTC);
    private static final Outcome SENT = Outcome.delivered("2.0.0", "Sent");
    private static final String MESSAGE = "From sender@example.org Thu Mar  5 07:08:09 2026\nSubject: a\n b\n\nhello\n";

    @TempDir
    private Path base;
    private Path result;
    private MessageFiles files;

    @BeforeEach
    void prepare() {
        result = base.resolve("result");
        files = new MessageFiles(base.resolve("tmp"), CLOCK);
        files.prepare();
    }

    private Outcome run(TestDelivery delivery) {
        return run(delivery, Duration.ofSeconds(50));
    }

    private Outcome run(TestDelivery delivery, Duration timeout) {
        return mailer(timeout, 8192).attempt(delivery).get(0);
    }

    private ProgMailer mailer(Duration timeout, int maxOutputBytes) {
        return new ProgMailer(new Commands(base, "/usr/bin:/bin", base), files,
                new Limits(timeout, Duration.ofMillis(300), maxOutputBytes));
    }

    private TestDelivery toFile() {
        return TestDelivery.shell("cat > " + result);
    }

    private String result() throws IOException {
        return Files.readString(result, StandardCharsets.ISO_8859_1);
    }

    private static String said(Outcome outcome) {
        Diagnostic diagnostic = outcome.diagnostic().orElseThrow();
        assertEquals("x-unix", diagnostic.type());
        assertEquals("/bin/sh", diagnostic.reporter());
        return diagnostic.text();
    }

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
    void flagUNamesTheHostOfAUucpSender() throws IOException {
        run(toFile().with("lsU", Map.of()).withSender("ucbvax!eric"));
        assertEquals("From eric Thu Mar  5 07:08:09 2026 remote from ucbvax", result().lines().findFirst().orElseThrow());

        run(toFile().with("lsU", Map.of()));
        assertEquals(MESSAGE, result());
    }

    @Test
    void theNullSenderIsTheMailerDaemon() throws IOException {
        run(toFile().withSender(""));

        assertTrue(result().startsWith("From MAILER-DAEMON Thu Mar  5 "));
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
    void theEnvironmentIsScrubbed() throws IOException {
        run(TestDelivery.of(new MailerDefinition("env", "/usr/bin/env", "n", TestDelivery.arguments("env"), Map.of()), "anna"));
        run(TestDelivery.shell("env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD= | sort > " + result));

        assertEquals("AGENT=sendmail\nLANG=C\nPATH=/usr/bin:/bin\n", result());
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
                new MailerDefinition("local", program.toString(), "m", TestDelivery.arguments("script", "-d", "$u", "$h"), Map.of());
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
        MailerDefinition mailer = new MailerDefinition("local", "/bin/true", "m", TestDelivery.arguments("true", "$h", "$u"), Map.of());

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
        assertEquals(Outcome.deferred("4.3.5", "the definition of mailer x has no program in P="), run(program("[prog]")));

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

        assertEquals(Outcome.deferred("4.3.0", "cannot hand the message over: the disk is gone"), run(toFile().withBody(gone)));
    }

    @Test
    void aProgramThatDoesNotEndIsKilledWithItsChildren() throws Exception {
        Outcome outcome = run(TestDelivery.shell("trap '' TERM; echo begun; sleep 1000 & echo $! > " + result + "; wait; sleep 1000"),
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
        Outcome outcome = run(TestDelivery.shell("sleep 1000").withBody(TestDelivery.body("x\r\n")).withProgress(attempt::interrupt));

        assertTrue(Thread.interrupted());
        assertEquals(Outcome.deferred("4.3.2", "delivery was interrupted"), outcome);
        assertTrue(ProcessHandle.current().descendants().noneMatch(p -> p.info().commandLine().orElse("").contains("sleep 1000")));
    }

    @Test
    void aChildThatIsLeftBehindDoesNotHoldUsUp() throws Exception {
        Outcome outcome = run(TestDelivery.shell("sleep 1000 & echo $! > " + result + "; echo done; exit 75"));
        ProcessHandle child = ProcessHandle.of(Long.parseLong(result().strip())).orElseThrow();

        assertTrue(child.isAlive());
        child.destroyForcibly();
        assertEquals("exit status 75\ndone", said(outcome));
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

    @Test
    void aBadSettingLeavesTheDefault() {
        assertEquals(Duration.ofMinutes(10), Settings.duration("timeout", "ten", Duration.ofMinutes(10)));
        assertEquals(8192, Settings.number("max.output.bytes", "much", 0, 8192));
        assertEquals(8192, Settings.number("max.output.bytes", "8193", 0, 8192));
        assertEquals(100, Settings.number("max.output.bytes", " 100 ", 0, 8192));
    }
}
