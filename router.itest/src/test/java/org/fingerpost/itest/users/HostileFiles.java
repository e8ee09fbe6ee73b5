package org.fingerpost.itest.users;

import java.util.stream.Stream;

/** Mallory wants the router to write where she cannot, or to hang on what is no file. */
final class HostileFiles {

    /** Links are planted here; others can write it. */
    private static final String LINK_TO_SECRET = "ln -s /home/anna/secret ";

    private HostileFiles() {
    }

    static Stream<MailCase> cases() {
        return Stream.of(named(), mailboxes(), locks(), races()).flatMap(cases -> cases);
    }

    /** Mallory's forward file names {@code path}. */
    private static MailCase mallorys(String name, String path, String given) {
        return MailCase.named("file: " + name).given(given).given("chown -hR mallory:mallory /home/mallory")
                .file("/home/mallory/.forward", "mallory:mallory", "600", "\"" + path + "\"\n").to("mallory").bySmtp();
    }

    private static Stream<MailCase> named() {
        return Stream.of(
                mallorys("somebody else's", "/home/anna/secret", "").notDelivered(),
                mallorys("by way of ..", "/home/mallory/../anna/secret", "").notDelivered(),
                mallorys("a symbolic link", "/home/mallory/link", LINK_TO_SECRET + "/home/mallory/link").notDelivered(),
                mallorys("a link to nothing yet", "/home/mallory/link", "ln -s /home/anna/new /home/mallory/link").notDelivered()
                        .absent("/home/anna/new"),
                mallorys("below a linked folder", "/home/mallory/d/new", "ln -s /home/anna /home/mallory/d").notDelivered()
                        .absent("/home/anna/new"),
                mallorys("a second name of her own", "/home/mallory/two", "echo x > /home/mallory/one; ln /home/mallory/one "
                        + "/home/mallory/two").notDelivered().content("/home/mallory/one", "x\n"),
                mallorys("a second name of the router's", "/home/mallory/two", "echo x > /home/one; chmod 666 /home/one; "
                        + "ln /home/one /home/mallory/two").notDelivered().content("/home/one", "x\n"),
                mallorys("a FIFO", "/home/mallory/pipe", "mkfifo -m 666 /home/mallory/pipe").notDelivered(),
                mallorys("a device", "/home/mallory/device", "mknod -m 666 /home/mallory/device c 1 5").notDelivered(),
                mallorys("a folder", "/home/mallory/d", "mkdir /home/mallory/d").notDelivered(),
                mallorys("a program", "/home/mallory/run", "cp /bin/true /home/mallory/run; chmod 755 /home/mallory/run")
                        .notDelivered(),
                mallorys("in a folder of the system", "/etc/cron.d/new", "").notDelivered().absent("/etc/cron.d/new"),
                mallorys("of root", "/srv/instance/etc/aliases", "").notDelivered(),
                mallorys("a longer path than any", "/tmp/" + "x".repeat(5000), "").notDelivered(),
                mallorys("a Maildir that is a link", "/home/mallory/Maildir/", "mkdir -p /home/anna/M/new /home/anna/M/cur "
                        + "/home/anna/M/tmp; chown -R anna:anna /home/anna/M; ln -s /home/anna/M /home/mallory/Maildir")
                        .notDelivered(),
                mallorys("a Maildir with a linked folder", "/home/mallory/Maildir/", "mkdir -p /home/anna/M/new "
                        + "/home/mallory/Maildir/cur /home/mallory/Maildir/tmp; chown -R anna:anna /home/anna/M; "
                        + "ln -s /home/anna/M/new "
                        + "/home/mallory/Maildir/new").notDelivered().then(run -> run.require(
                                run.machine().script("ls /home/anna/M/new").isEmpty(), "nothing in anna's Maildir")),
                mallorys("a Maildir that is a file", "/home/mallory/Maildir/", "echo x > /home/mallory/Maildir").notDelivered()
                        .content("/home/mallory/Maildir", "x\n"),
                MailCase.named("file: an alias to a link that others have planted").alias("planted: /tmp/planted")
                        .given(machine -> machine.scriptOf("mallory", LINK_TO_SECRET + "/tmp/planted")).to("planted").bySmtp()
                        .notDelivered());
    }

    private static MailCase mailbox(String name, String given) {
        return MailCase.named("mailbox: " + name).given(given).to("bert").bySmtp();
    }

    private static Stream<MailCase> mailboxes() {
        return Stream.of(
                mailbox("a link", LINK_TO_SECRET + "/var/mail/bert").notDelivered(),
                mailbox("a link to nothing yet", "ln -s /home/anna/new /var/mail/bert").notDelivered().absent("/home/anna/new"),
                mailbox("a second name of a file of his own", "echo x > /var/mail/one; chown bert:bert /var/mail/one; "
                        + "ln /var/mail/one /var/mail/bert").notDelivered().content("/var/mail/one", "x\n"),
                mailbox("made by somebody else before", "echo x > /var/mail/bert; chown mallory:mallory /var/mail/bert; "
                        + "chmod 600 /var/mail/bert").notDelivered().content("/var/mail/bert", "x\n"),
                mailbox("a FIFO", "mkfifo -m 666 /var/mail/bert; chown bert:bert /var/mail/bert").notDelivered(),
                mailbox("a device", "mknod -m 666 /var/mail/bert c 1 5; chown bert:bert /var/mail/bert").notDelivered(),
                mailbox("a folder", "mkdir /var/mail/bert; chown bert:bert /var/mail/bert").notDelivered(),
                mailbox("can be run", "echo x > /var/mail/bert; chown bert:bert /var/mail/bert; chmod 755 /var/mail/bert")
                        .notDelivered().content("/var/mail/bert", "x\n"));
    }

    private static Stream<MailCase> locks() {
        return Stream.of(
                mailbox("locked by a program that hangs", "echo 1 > /var/mail/bert.lock; chown bert:bert /var/mail/bert.lock")
                        .deferred("4.", "lock").content("/var/mail/bert", ""),
                mailbox("a lock that is a link", LINK_TO_SECRET + "/var/mail/bert.lock").notDelivered(),
                mailbox("a lock that is a folder", "mkdir /var/mail/bert.lock").notDelivered());
    }

    /** What {@code swap} does runs in mallory's name while mail comes. */
    private static MailCase race(String name, String path, String swap) {
        return mallorys(name, path, "").given(machine -> machine.start("mallory", "timeout", "5", "sh", "-c",
                "cd /home/mallory; while :; do " + swap + "; done")).then(run -> {
                    for (int i = 0; i < 20; i++) {
                        try (var smtp = run.router().smtp()) {
                            smtp.command("EHLO client.example", "250");
                            smtp.send("racer@far.example", "Subject: a race\r\n\r\nhello\r\n", "mallory");
                        }
                    }
                    run.machine().script("sleep 1; ! ls /home/anna | grep -v secret");
                });
    }

    private static Stream<MailCase> races() {
        return Stream.of(
                race("a file that becomes a link", "/home/mallory/box", "echo x > b; mv -f b box; ln -s /home/anna/secret l; "
                        + "mv -f l box"),
                race("a folder that becomes a link", "/home/mallory/d/box", "rm -rf d; mkdir d; rm -rf d; ln -s /home/anna d"),
                race("a file that becomes a FIFO", "/home/mallory/box", "echo x > b; mv -f b box; mkfifo p; mv -f p box"));
    }
}
