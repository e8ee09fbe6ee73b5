package org.fingerpost.itest.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.fingerpost.itest.process.RouterProcess;
import org.fingerpost.itest.process.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A router that is root reads forward files and uses what they name as their owners, and answers for who is away. */
class ForwardFilesIT {

    private static final String MAIL = "/srv/instance/var/mail/";
    private static final String SECRET = "stolen@far.example\n";

    /** The report about a case must not be taken for another case. */
    private static int cases;

    @TempDir
    static Path folder;
    private static Machine machine;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        machine = Machine.make(folder);
        machine.script("install -d -m 700 /srv/closed");
        machine.file("/srv/closed/secret", "root:root", "600", SECRET);
        machine.file("/home/anna/secret", "anna:anna", "600", SECRET);
        router = machine.router().with("etc/aliases", "postmaster: root\n").start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (machine != null) {
            if (router != null) {
                router.close();
            }
            machine.close();
        }
    }

    /** What a user has in the forward file; the mailbox is empty. */
    private static MailCase forward(String user, String what, String text) {
        return MailCase.named(user + ": " + what).given("rm -rf " + MAIL + user + " /home/" + user + "/.forward*")
                .file("/home/" + user + "/.forward", user + ":" + user, "600", text).to(user)
                .from("sender" + ++cases + "@far.example");
    }

    private static MailCase toMailbox(MailCase mail, String user) {
        return mail.delivered().in(MAIL + user);
    }

    static Stream<MailCase> followed() {
        return Stream.of(
                forward("anna", "a file of one's own", "/home/anna/inbox\n").delivered().in("/home/anna/inbox")
                        .facts("/home/anna/inbox", "anna:anna 600").absent(MAIL + "anna"),
                forward("anna", "a private home", "/home/anna/inbox2\n").given("chmod 700 /home/anna").delivered()
                        .in("/home/anna/inbox2"),
                forward("anna", "a program", "|id -un > /home/anna/who; id -G >> /home/anna/who; pwd >> /home/anna/who\n")
                        .delivered()
                        .content("/home/anna/who", "anna\n5001 5100\n/home/anna\n"),
                forward("anna", "a copy", "\\anna, bert\n").given("rm -f /home/bert/.forward " + MAIL + "bert").delivered()
                        .in(MAIL + "anna").in(MAIL + "bert"),
                forward("anna", "a list in a closed folder", ":include:/home/anna/friends\n")
                        .file("/home/anna/friends", "anna:anna", "600", "bert\n").given("rm -f " + MAIL + "bert").delivered()
                                .in(MAIL + "bert"),
                forward("anna", "a detail", "\\anna\n").file("/home/anna/.forward+shop", "anna:anna", "600", "/home/anna/shop\n")
                        .to("anna+shop").delivered().in("/home/anna/shop").absent(MAIL + "anna"));
    }

    static Stream<MailCase> notFollowed() {
        return Stream.of(
                toMailbox(forward("bert", "others can write it", "bert-other\n").given("chmod 666 /home/bert/.forward"), "bert")
                        .logged("world-writable file"),
                toMailbox(forward("bert", "the group can write it", "bert-other\n").given("chmod 664 /home/bert/.forward"),
                        "bert")
                        .logged("group-writable file"),
                toMailbox(forward("bert", "somebody else's", "|touch /home/bert/x\n")
                        .given("chown mallory /home/bert/.forward"), "bert")
                        .logged("owned by user 5003").absent("/home/bert/x"),
                toMailbox(forward("bert", "in a home that anybody can write", "|touch /home/bert/x\n")
                        .given("chmod 777 /home/bert"), "bert")
                        .logged("is not followed").absent("/home/bert/x"),
                toMailbox(forward("bert", "a named pipe", "x\n").given("chmod 755 /home/bert; rm /home/bert/.forward; "
                        + "mkfifo /home/bert/.forward"), "bert").logged("not a regular file"),
                toMailbox(forward("bert", "a folder", "x\n").given("rm /home/bert/.forward; mkdir /home/bert/.forward"), "bert")
                        .logged("not a regular file"),
                toMailbox(forward("bert", "a device", "x\n")
                        .given("rm /home/bert/.forward; ln -s /dev/zero /home/bert/.forward"), "bert")
                        .logged("is not followed"),
                toMailbox(forward("bert", "an endless file", "x\n").given("truncate -s 100G /home/bert/.forward"), "bert")
                        .logged("longer than 1048576 bytes"),
                toMailbox(forward("bert", "nothing", "# nothing\n"), "bert"));
    }

    static Stream<MailCase> hostile() {
        return Stream.of(
                forward("mallory", "a link to root's file", "x\n").given("ln -sf /srv/closed/secret /home/mallory/.forward")
                        .deferred("4.2.0", "").then(run -> run.require(!run.log().contains("stolen"), "nothing of the secret")),
                forward("mallory", "a link to somebody's file", "x\n").given("ln -sf /home/anna/secret /home/mallory/.forward")
                        .then(run -> run.require(!run.log().contains("stolen"), "nothing of the secret")),
                forward("mallory", "a second name of somebody's file", "x\n")
                        .given("rm /home/mallory/.forward; ln /home/anna/secret /home/mallory/.forward")
                        .then(run -> run.require(!run.log().contains("stolen"), "nothing of the secret")).in(MAIL + "mallory"),
                forward("mallory", "a list that only root can read", ":include:/srv/closed/secret\n").deferred("4.2.4", "")
                        .then(run -> run.require(!run.log().contains("stolen"), "nothing of the secret")),
                forward("mallory", "a file in root's folder", "/srv/closed/box\n").refused("5.2.0", "Permission denied")
                        .absent("/srv/closed/box"),
                forward("mallory", "somebody's file", "/home/anna/box\n").refused("5.2.0", "Permission denied")
                        .absent("/home/anna/box"),
                forward("mallory", "a program as root", "|touch /srv/closed/x\n").refused("", "").absent("/srv/closed/x"),
                forward("mallory", "an answer in another name", "\\mallory, \"|vacation -a mallory anna\"\n").delivered()
                        .logged("mallory does not answer for anna").absent("/home/anna/.vacation.answered"),
                forward("mallory", "an answer with root's secret", "\"|vacation -a mallory@localhost -m /srv/closed/secret\"\n")
                        .message("To: mallory@localhost\nSubject: a case\n\nx\n").delivered()
                                .logged("cannot be used by mallory").in(MAIL + "mallory"),
                forward("mallory", "a list of answers in root's folder", "\"|vacation -a mallory@localhost -f /srv/closed/x\"\n")
                        .message("To: mallory@localhost\nSubject: a case\n\nx\n").delivered().logged("cannot be used by mallory")
                        .absent("/srv/closed/x"),
                forward("mallory", "a detail that climbs", "\\mallory\n").given("mkdir -p /home/mallory/.forward+..")
                        .to("mallory+/../../anna/secret").then(run -> run.require(!run.log().contains("stolen"),
                                "nothing of the secret")),
                forward("carl", "no shell, a program and a file", "|touch /home/carl/x\n/home/carl/box\n\\carl\n")
                        .refused("5.7.1", "user carl doesn't have a valid shell").absent("/home/carl/x").absent("/home/carl/box")
                        .in(MAIL + "carl"));
    }

    @ParameterizedTest
    @MethodSource({"followed", "notFollowed", "hostile"})
    void mail(MailCase mail) throws Exception {
        machine.script("chmod 755 /home/bert");
        MailRun.of(machine, router, mail);
    }

    @Test
    void whoIsAwayAnswersAsItself() throws Exception {
        machine.script("chmod 700 /home/bert; rm -f " + MAIL + "anna");
        machine.file("/home/bert/.vacation.msg", "bert:bert", "600", "I am in K\u00c3\u00b6ln: $SUBJECT\n");
        MailRun.of(machine, router, forward("bert", "vacation", "\"|vacation\"\n").from("anna")
                .given("rm -rf /home/anna/.forward* /home/bert/.vacation.answered*")
                .message("To: bert@localhost\nSubject: a case\n\nhello\n").delivered().in(MAIL + "bert").logged("text=answered")
                .facts("/home/bert/.vacation.answered", "bert:bert 600"));
        String answer = machine.read(MAIL + "anna");
        assertTrue(answer.contains("Auto-Submitted: auto-replied") && answer.contains("I am in K=C3=B6ln: a case"), answer);
        Shell.Result status = machine.runAs("bert", "", "/srv/router/bin/fingerpost", "vacation", "status");
        assertTrue(status.output().contains("anna"), status.output() + status.error());
        assertEquals(0, machine.runAs("bert", "", "/srv/router/bin/fingerpost", "vacation", "init").status());
        assertEquals("", machine.runAs("bert", "", "/srv/router/bin/fingerpost", "vacation", "status").output());
    }

    @Test
    void whatOthersMayNotReadIsNotShownToThem() throws Exception {
        machine.file("/home/anna/.forward", "anna:anna", "600", "private@far.example\n");
        String shown = machine.runAs("mallory", "", "env", "FINGERPOST_BASE=/srv/instance", "/srv/router/bin/sendmail", "-bv",
                "anna").output();
        assertTrue(!shown.contains("private"), shown);
        String own = router.program("fingerpost", "", "explain", "anna").output();
        assertTrue(own.contains("/home/anna/.forward") && own.contains("private@far.example"), own);
    }
}
