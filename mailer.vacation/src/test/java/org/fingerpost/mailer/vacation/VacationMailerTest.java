package org.fingerpost.mailer.vacation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.api.unix.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VacationMailerTest {

    private static final String TO_ANNA = "To: Anna <anna@example.net>";

    @TempDir
    Path folder;
    private Path home;
    private final RecordingOffice office = new RecordingOffice();
    private final Machine machine = new Machine();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeEach
    void anna() throws IOException {
        home = Files.createDirectory(folder.resolve("anna"));
        int uid = (Integer) Files.getAttribute(home, "unix:uid");
        machine.users.put("anna", new Account("anna", uid == 0 ? 1001 : uid, 1001, "Anna &,,,", home.toString(), ""));
    }

    private VacationMailer mailer(int answers, String text) {
        return new VacationMailer(new VacationMailer.Settings(Duration.ofDays(7), Duration.ofDays(1), answers, 1000, text,
                List.of("example.com"), folder.resolve("var/vacation")), office, machine, machine, clock);
    }

    private Outcome attempt(TestDelivery delivery) {
        return mailer(1000, "I am away.").attempt(delivery).get(0);
    }

    private void assertAnswered(TestDelivery delivery) {
        int before = office.submitted.size();
        assertEquals("answered", attempt(delivery).text());
        assertEquals(before + 1, office.submitted.size());
    }

    private void assertUnanswered(String why, TestDelivery delivery) {
        int before = office.submitted.size();
        Outcome outcome = attempt(delivery);
        assertInstanceOf(Outcome.Delivered.class, outcome);
        assertTrue(outcome.text().startsWith("not answered: ") && outcome.text().contains(why), outcome.text());
        assertEquals(before, office.submitted.size());
    }

    @Test
    void theSenderGetsOneAnswerFromTheNullReversePath() throws IOException {
        Files.writeString(home.resolve(".vacation.msg"), "Away until Monday.\n");
        assertAnswered(TestDelivery.ofAnna("vacation anna", TO_ANNA, "Subject: hello", "Message-ID: <1@example.org>"));
        RecordingOffice.Submitted answer = office.submitted.get(0);
        assertEquals(ReversePath.NULL, answer.sender());
        assertEquals("anna", answer.origin().user());
        assertEquals("bert@example.org", answer.recipients().get(0).address());
        assertEquals(Map.of("NOTIFY", "NEVER"), answer.recipients().get(0).parameters());
        assertTrue(answer.message().startsWith("From: Anna Anna <anna@example.net>\r\nTo: <bert@example.org>\r\n"),
                answer.message());
        assertTrue(answer.message().contains("\r\nAuto-Submitted: auto-replied\r\n"), answer.message());
        assertTrue(answer.message().endsWith("\r\n\r\nAway until Monday.\r\n"), answer.message());
        assertEquals(1, machine.acts);
    }

    @Test
    void nobodyIsAnsweredTwiceWithinTheInterval() {
        TestDelivery mail = TestDelivery.ofAnna("vacation anna", TO_ANNA);
        assertAnswered(mail);
        assertUnanswered("BERT@example.org has been answered", mail.from("BERT@example.org"));
        assertAnswered(mail.from("carl@example.org"));
        now = now.plus(Duration.ofDays(6));
        assertUnanswered("has been answered", mail);
        now = now.plus(Duration.ofDays(1));
        assertAnswered(mail);
    }

    @Test
    void theUserMayAskForAnotherIntervalButNotForNone() {
        TestDelivery mail = TestDelivery.ofAnna("vacation -r 0 anna", TO_ANNA);
        assertAnswered(mail);
        now = now.plus(Duration.ofHours(23));
        assertUnanswered("has been answered", mail);
        now = now.plus(Duration.ofHours(1));
        assertAnswered(mail);
        TestDelivery once = TestDelivery.ofAnna("vacation -r infinite anna", TO_ANNA);
        now = now.plus(Duration.ofDays(400));
        assertUnanswered("has been answered", once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"To: list@example.net", "Subject: nobody is named", "To: anna@elsewhere.example",
            "To: anna.b@example.net",
        "To: \"anna@example.net\" <list@example.net>", "To: list@example.net (anna@example.net)", "X-To: anna@example.net",
        "To: undisclosed-recipients:;", "To: ,,<>,@,"})
    void mailThatDoesNotNameTheUserIsNotAnswered(String field) {
        assertUnanswered("does not name anna", TestDelivery.ofAnna("vacation anna", field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"To: anna@example.net", "Cc: x@y, ANNA@EXAMPLE.NET", "Bcc: anna@example.net", "To: anna",
        "Resent-To: anna@mail.example.net", "To: friends: x@y, anna@example.net;", "To: anna+shop@example.net",
                "To: info@example.net",
        "To: a.b@elsewhere.example", "To: anna@example.com", "To: =?utf-8?Q?=C3=BC?= <anna@example.net>"})
    void mailThatNamesTheUserOrAnAliasIsAnswered(String field) {
        assertAnswered(TestDelivery.ofAnna("vacation -a info -a a.b@elsewhere.example anna", field));
    }

    @Test
    void mailOfMachinesOrOfTheUserIsNotAnswered() {
        TestDelivery mail = TestDelivery.ofAnna("vacation -a a.b@elsewhere.example anna", TO_ANNA);
        assertUnanswered("null", mail.from(""));
        assertUnanswered("no person reads", mail.from("owner-list@example.org"));
        assertUnanswered("Auto-Submitted", TestDelivery.ofAnna("vacation anna", TO_ANNA, "Auto-Submitted: auto-generated"));
        assertUnanswered("it is from anna", mail.from("anna@example.net"));
        assertUnanswered("it is from anna", mail.from("a.b@elsewhere.example"));
        assertEquals(0, machine.acts);
    }

    @Test
    void twoWhoAreAwayDoNotAnswerEachOther() {
        assertAnswered(TestDelivery.ofAnna("vacation anna", TO_ANNA));
        RecordingOffice.Submitted answer = office.submitted.get(0);
        List<String> lines = List.of(answer.message().substring(0, answer.message().indexOf("\r\n\r\n")).split("\r\n(?![ \t])"));
        machine.users.put("bert", new Account("bert", 1002, 1002, "", home.toString(), ""));
        // Even if some machine on the way loses the null reverse-path, or the header field.
        TestDelivery back = new TestDelivery("bert", "vacation -a bert@example.org bert", answer.sender(),
                TestDelivery.header(lines.toArray(String[]::new)));
        assertUnanswered("null", back);
        assertUnanswered("Auto-Submitted", back.from("anna@example.net"));
        TestDelivery bare = new TestDelivery("bert", back.command(), ReversePath.NULL,
                back.header().without(field -> field.is("Auto-Submitted")));
        assertUnanswered("null", bare);
    }

    @Test
    void aDamagedListCostsAnAnswerTooManyAndNothingElse() throws IOException {
        TestDelivery mail = TestDelivery.ofAnna("vacation anna", TO_ANNA);
        assertAnswered(mail);
        Files.writeString(home.resolve(".vacation.answered"), "\0\0\0");
        assertAnswered(mail);
        assertTrue(Files.exists(home.resolve(".vacation.answered.damaged")));
        assertUnanswered("has been answered", mail);
    }

    @Test
    void aBoundedNumberOfPeopleIsAnswered() {
        VacationMailer mailer = mailer(3, "x");
        for (int i = 0; i < 5; i++) {
            mailer.attempt(TestDelivery.ofAnna("vacation anna", TO_ANNA).from("p" + i + "@example.org"));
        }
        assertEquals(3, office.submitted.size());
        now = now.plus(Duration.ofDays(7));
        mailer.attempt(TestDelivery.ofAnna("vacation anna", TO_ANNA).from("p4@example.org"));
        assertEquals(4, office.submitted.size());
    }

    @Test
    void whoIsExcludedIsNeverAnswered() throws IOException {
        new AnsweredFile(home.resolve(".vacation.answered"), line -> { }).write(AnsweredList.EMPTY.excluding("@example.org"));
        assertUnanswered("never for bert@example.org", TestDelivery.ofAnna("vacation anna", TO_ANNA));
    }

    @Test
    void anAnswerThatWasNotTakenIsTriedAgain() {
        office.verdict = Verdict.of(452, "4.3.1", "no space");
        TestDelivery mail = TestDelivery.ofAnna("vacation anna", TO_ANNA);
        Outcome outcome = attempt(mail);
        assertInstanceOf(Outcome.Deferred.class, outcome);
        assertTrue(outcome.text().contains("452 4.3.1 no space"), outcome.text());
        office.verdict = Verdict.of(250, "2.0.0", "ok");
        assertAnswered(mail);
    }

    @Test
    void anAnswerThatTheRouterWillNeverTakeIsNotTriedAgain() {
        office.verdict = Verdict.of(550, "5.7.1", "no such mail here");
        assertUnanswered("550 5.7.1 no such mail here", TestDelivery.ofAnna("vacation anna", TO_ANNA));
        office.verdict = Verdict.of(250, "2.0.0", "ok");
        assertUnanswered("has been answered", TestDelivery.ofAnna("vacation anna", TO_ANNA));
    }

    @Test
    void troubleThatPassesIsADeferral() throws IOException {
        TestDelivery mail = TestDelivery.ofAnna("vacation anna", TO_ANNA);
        machine.trouble = Optional.of(new IOException("the directory is down"));
        assertInstanceOf(Outcome.Deferred.class, attempt(mail));
        machine.trouble = Optional.empty();
        Files.delete(home);
        Outcome outcome = attempt(mail);
        assertInstanceOf(Outcome.Deferred.class, outcome);
        assertTrue(outcome.text().contains("the home directory of anna is not there"), outcome.text());
    }

    @Test
    void mistakesOfTheUserAreNoFailuresOfTheMessage() throws IOException {
        assertUnanswered("unknown option -q", TestDelivery.ofAnna("vacation -q anna", TO_ANNA));
        assertUnanswered("anna does not answer for bert", TestDelivery.ofAnna("vacation bert", TO_ANNA));
        assertUnanswered("there is no user carl",
                new TestDelivery("", "vacation carl", ReversePath.of("bert@example.org"),
                        TestDelivery.header("To: carl@example.net")));
        assertUnanswered("anna is not away", TestDelivery.ofAnna("vacation --start 2026-11-23 anna", TO_ANNA));
        Files.createDirectory(home.resolve(".vacation.msg"));
        assertUnanswered("no regular file", TestDelivery.ofAnna("vacation anna", TO_ANNA));
        Files.delete(home.resolve(".vacation.msg"));
        Files.writeString(home.resolve(".vacation.msg"), "x".repeat(1001));
        assertUnanswered("is longer than 1000 bytes", TestDelivery.ofAnna("vacation anna", TO_ANNA));
        assertUnanswered("there is no " + home.resolve("other"), TestDelivery.ofAnna("vacation -m other anna", TO_ANNA));
        Files.delete(home.resolve(".vacation.msg"));
        assertUnanswered("cannot be used by anna", TestDelivery.ofAnna("vacation -f no/such/folder anna", TO_ANNA));
        assertFalse(Files.exists(home.resolve(".vacation.answered")));
    }

    @Test
    void withoutATextOfTheirOwnUsersSayWhatTheOperatorHasThemSay() {
        assertAnswered(TestDelivery.ofAnna("vacation anna", TO_ANNA));
        assertTrue(office.submitted.get(0).message().endsWith("\r\n\r\nI am away.\r\n"));
        Outcome outcome = mailer(10, "").attempt(TestDelivery.ofAnna("vacation anna", TO_ANNA).from("carl@example.org")).get(0);
        assertTrue(outcome.text().contains("there is no "), outcome.text());
    }

    @Test
    void rootIsNeverActedFor() {
        machine.users.put("root", new Account("root", 0, 0, "", home.toString(), ""));
        assertUnanswered("nothing is done in the name of root",
                new TestDelivery("", "vacation root", ReversePath.of("bert@example.org"),
                        TestDelivery.header("To: root@example.net")));
    }

    @Test
    void aRouterWithoutPrivilegesKeepsTheListAndReadsOnlyWhatIsTheUsers() throws IOException {
        machine.privileged = false;
        assertAnswered(TestDelivery.ofAnna("vacation anna", TO_ANNA));
        assertTrue(Files.exists(folder.resolve("var/vacation/anna")));
        assertFalse(Files.exists(home.resolve(".vacation.answered")));
        assertEquals(0, machine.acts);
        assertUnanswered("no -m and no -f", TestDelivery.ofAnna("vacation -m /etc/passwd anna", TO_ANNA)
                .from("carl@example.org"));
        Files.createSymbolicLink(home.resolve(".vacation.msg"), Path.of("/etc/passwd"));
        assertUnanswered("no regular file", TestDelivery.ofAnna("vacation anna", TO_ANNA).from("carl@example.org"));
        Files.delete(home.resolve(".vacation.msg"));
        Files.writeString(home.resolve(".vacation.msg"), "mine");
        machine.users.put("anna", new Account("anna", 4711, 4711, "", home.toString(), ""));
        assertUnanswered("does not belong to anna", TestDelivery.ofAnna("vacation anna", TO_ANNA).from("carl@example.org"));
    }

    @Test
    void theFoldedAnswerIsAProperHeader() {
        assertAnswered(TestDelivery.ofAnna("vacation anna", TO_ANNA, "Subject: =?utf-8?B?" + "w7zDvMO8".repeat(14) + "?="));
        String header = office.submitted.get(0).message().split("\r\n\r\n")[0];
        for (String field : header.split("\r\n(?![ \t])")) {
            new HeaderField(field); // throws
        }
    }
}
