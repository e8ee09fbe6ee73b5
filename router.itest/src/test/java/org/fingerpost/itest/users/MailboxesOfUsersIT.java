package org.fingerpost.itest.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.fingerpost.itest.process.Distribution;
import org.fingerpost.itest.process.RouterProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mailboxes are their users', wherever the policy has them. */
class MailboxesOfUsersIT {

    @TempDir
    private Path folder;

    private static String policy(String mailbox) throws Exception {
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        String changed = shipped.replace("A=FILE var/mail/$u", "A=FILE " + mailbox);
        assertEquals(!mailbox.equals("var/mail/$u"), !changed.equals(shipped));
        return changed;
    }

    private void with(String mailbox, MailCase... cases) throws Exception {
        try (Machine machine = Machine.make(folder);
                RouterProcess router = machine.router().with("etc/sendmail.cf", policy(mailbox))
                        .with("etc/aliases", "").start()) {
            for (MailCase each : cases) {
                MailRun.of(machine, router, each);
            }
        }
    }

    @Test
    void inTheInstance() throws Exception {
        with("var/mail/$u",
                MailCase.named("a new one").to("anna").delivered().in("/srv/instance/var/mail/anna")
                        .facts("/srv/instance/var/mail/anna", "anna:anna 600").absent("/srv/instance/var/mail/anna.lock"),
                MailCase.named("and again").to("anna").delivered().facts("/srv/instance/var/mail/anna", "anna:anna 600"),
                MailCase.named("several users of one message").to("bert", "carl", "anna").delivered()
                        .facts("/srv/instance/var/mail/bert", "bert:bert 600")
                        .facts("/srv/instance/var/mail/carl", "carl:carl 600"),
                MailCase.named("one that the router made when it was nobody else").to("mallory")
                        .file("/srv/instance/var/mail/mallory", "root:root", "600", "").delivered()
                        .facts("/srv/instance/var/mail/mallory", "mallory:mallory 600"),
                MailCase.named("root's own is the router's").to("root").delivered()
                        .facts("/srv/instance/var/mail/root", "root:root 600"));
    }

    @Test
    void inASpoolThatTheGroupMailWrites() throws Exception {
        with("/var/mail/$u",
                MailCase.named("a new one").to("anna").delivered().in("/var/mail/anna").facts("/var/mail/anna", "anna:mail 600")
                        .absent("/var/mail/anna.lock"),
                MailCase.named("one that the system made").to("bert").file("/var/mail/bert", "bert:mail", "660", "").delivered()
                        .in("/var/mail/bert").facts("/var/mail/bert", "bert:mail 660"),
                MailCase.named("one that is a link to somebody else's").to("mallory")
                        .given("ln -s /var/mail/bert /var/mail/mallory").refused("5.2.0", "")
                        .then(run -> run.require(run.machine().read("/var/mail/bert").split("Subject: a case", -1).length == 2,
                                "bert's mailbox as it was")),
                MailCase.named("a spool that anybody writes, with the sticky bit").given("chmod 3777 /var/mail").to("carl")
                        .delivered()
                        .facts("/var/mail/carl", "carl:mail 600"));
    }

    @Test
    void inMaildirs() throws Exception {
        with("/home/$u/Maildir/",
                MailCase.named("a new one").to("anna").delivered().facts("/home/anna/Maildir", "anna:anna 700")
                        .facts("/home/anna/Maildir/cur", "anna:anna 700")
                        .then(run -> run.require(run.machine().script("cat /home/anna/Maildir/new/*").contains("Subject: a case")
                                && run.machine().script("stat -c '%U %a' /home/anna/Maildir/new/*").equals("anna 600\n"),
                                "the message")),
                MailCase.named("one that leads to somebody else's").given("ln -s /home/anna/Maildir /home/mallory/Maildir")
                        .to("mallory")
                        .refused("5.2.0", "")
                        .then(run -> run.require(run.machine().script("ls /home/anna/Maildir/new | wc -l").strip().equals("1"),
                                "anna's Maildir as it was")));
    }
}
