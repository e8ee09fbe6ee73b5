package org.fingerpost.itest.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.fingerpost.itest.process.Await;
import org.fingerpost.itest.process.RouterProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A router that is root writes files of its users, and of aliases, with the rights of who named them. */
class RealUsersIT {

    private static final String SECRET = "From me\nthe secret\n\n";

    @TempDir
    static Path folder;
    private static Machine machine;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        machine = Machine.make(folder);
        machine.script("install -d -m 1777 /srv/open; install -d -m 700 /srv/closed; "
                + "install -d -m 755 -o daemon -g daemon /srv/daemon");
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

    @Test
    void usersAreWhoTheyAreAndNobodyElse() throws Exception {
        assertEquals("5001 5001 5001 5100",
                machine.runAs("anna", "", "sh", "-c", "echo $(id -u) $(id -g) $(id -G)").output().strip());
        assertTrue(machine.runAs("mallory", "", "touch", "/home/anna/x").status() != 0);
        assertEquals("anna:anna 755", machine.facts("/home/anna"));
    }

    /** A list of a user's with one item. */
    private static MailCase listOf(String user, String name, String what, String item) {
        return MailCase.named(what).file("/home/" + user + "/" + name, user + ":" + user, "644", item + "\n")
                .alias(name + ": :include:/home/" + user + "/" + name).to(name);
    }

    static Stream<MailCase> files() {
        return Stream.of(
                MailCase.named("a file of an alias is the default user's").alias("f1: /srv/daemon/f1").to("f1").delivered()
                        .in("/srv/daemon/f1").facts("/srv/daemon/f1", "daemon:daemon 600"),
                MailCase.named("and root's folders are not").alias("f2: /srv/closed/f2").to("f2")
                        .refused("5.2.0", "Permission denied").absent("/srv/closed/f2"),
                listOf("anna", "f3", "a file of a list is its owner's", "/home/anna/f3.box").delivered()
                        .facts("/home/anna/f3.box", "anna:anna 600"),
                listOf("anna", "f4", "a Maildir of a list is its owner's", "/home/anna/f4.dir/").delivered()
                        .facts("/home/anna/f4.dir/new", "anna:anna 700"),
                listOf("mallory", "f5", "a file in somebody else's folder", "/home/anna/f5.box")
                        .refused("5.2.0", "Permission denied").absent("/home/anna/f5.box"),
                listOf("mallory", "f6", "somebody else's file", "/home/anna/secret").refused("5.2.0", "Permission denied")
                        .content("/home/anna/secret", SECRET),
                listOf("mallory", "f7", "a Maildir in somebody else's folder", "/home/anna/f7/")
                        .refused("5.2.0", "Permission denied").absent("/home/anna/f7"),
                listOf("bert", "f8", "a file that its group may write", "/srv/open/f8")
                        .file("/srv/open/f8", "anna:staff", "660", "").delivered()
                        .in("/srv/open/f8").facts("/srv/open/f8", "anna:staff 660"),
                listOf("mallory", "f9", "but not those outside the group", "/srv/open/f9")
                        .file("/srv/open/f9", "anna:staff", "660", "").refused("5.2.0", "Permission denied")
                        .content("/srv/open/f9", ""));
    }

    static Stream<MailCase> traps() {
        return Stream.of(
                listOf("mallory", "t1", "a link to somebody else's file", "/home/mallory/t1.box")
                        .given("ln -s /home/anna/secret /home/mallory/t1.box").refused("5.2.0", "")
                        .content("/home/anna/secret", SECRET),
                listOf("mallory", "t2", "a folder that is a link", "/home/mallory/t2.dir/secret")
                        .given("ln -s /home/anna /home/mallory/t2.dir").refused("5.2.0", "Permission denied")
                        .content("/home/anna/secret", SECRET),
                listOf("mallory", "t3", "a second name of somebody else's file", "/home/mallory/t3.box")
                        .given("ln /home/anna/secret /home/mallory/t3.box").refused("5.2.0", "")
                        .content("/home/anna/secret", SECRET),
                listOf("mallory", "t4", "a named pipe", "/home/mallory/t4.box").given("mkfifo -m 666 /home/mallory/t4.box")
                        .refused("5.2.0", "not a regular file"),
                listOf("mallory", "t5", "a device", "/dev/full").refused("5.2.0", "not a regular file"),
                listOf("mallory", "t6", "/dev/null", "/dev/null").delivered(),
                listOf("mallory", "t7", "a folder", "/home/mallory").refused("5.2.0", ""),
                listOf("anna", "t8", "a program of one's own", "/home/anna/t8.sh")
                        .file("/home/anna/t8.sh", "anna:anna", "755", "#!/bin/sh\n").refused("5.2.0", "executable")
                        .content("/home/anna/t8.sh", "#!/bin/sh\n"),
                listOf("mallory", "t9", "a Maildir whose folder is a link", "/home/mallory/t9.dir/")
                        .given("install -d -o mallory /home/mallory/t9.dir; ln -s /home/anna /home/mallory/t9.dir/tmp")
                        .refused("5.2.0", ""),
                listOf("mallory", "t10", "a link in /tmp", "/tmp/t10").given("ln -s /home/mallory/t10.target /tmp/t10")
                        .refused("5.2.0", "").absent("/home/mallory/t10.target"),
                listOf("mallory", "t11", "steps upwards", "/home/mallory/../anna/t11").refused("5.1.1", "")
                        .absent("/home/anna/t11"),
                listOf("mallory", "t12", "a lock file that nobody removes", "/srv/open/t12.box")
                        .given("touch -d '1 hour ago' /srv/open/t12.box.lock; chown bert /srv/open/t12.box.lock").delivered()
                        .facts("/srv/open/t12.box", "mallory:mallory 600"));
    }

    static Stream<MailCase> marks() {
        return Stream.of(
                listOf("mallory", "s1", "the set-user-id bit: written as its owner", "/home/anna/s1.box")
                        .file("/home/anna/s1.box", "anna:anna", "4600", "").delivered().in("/home/anna/s1.box")
                        .facts("/home/anna/s1.box", "anna:anna 4600"),
                listOf("mallory", "s2", "in a folder that the user cannot enter", "/home/anna/s2/box")
                        .given("install -d -m 700 -o anna -g anna /home/anna/s2")
                        .file("/home/anna/s2/box", "anna:anna", "4600", "").refused("5.2.0", "Permission denied")
                        .content("/home/anna/s2/box", ""),
                listOf("mallory", "s3", "never as root", "/srv/open/s3.box").file("/srv/open/s3.box", "root:root", "4600", "")
                        .refused("5.2.0", "as root").content("/srv/open/s3.box", ""),
                listOf("mallory", "s4", "not a program", "/home/anna/s4").file("/home/anna/s4", "anna:anna", "4755", "")
                        .refused("5.2.0", "").content("/home/anna/s4", ""),
                listOf("mallory", "s5", "the set-group-id bit: written with its group", "/srv/open/s5.box")
                        .file("/srv/open/s5.box", "anna:staff", "2660", "").delivered().in("/srv/open/s5.box")
                        .facts("/srv/open/s5.box", "anna:staff 2660"),
                listOf("mallory", "s6", "but not root's group", "/srv/open/s6.box")
                        .file("/srv/open/s6.box", "anna:root", "2660", "").refused("5.2.0", "Permission denied")
                        .content("/srv/open/s6.box", ""));
    }

    @ParameterizedTest
    @MethodSource({"files", "traps", "marks"})
    void mail(MailCase mail) throws Exception {
        MailRun.of(machine, router, mail);
    }

    /** A loop of mallory's exchanges her mailbox, and the folder that it is in, for what is anna's, while mail comes. */
    @Test
    void racesGiveNothingAway() throws Exception {
        machine.file("/home/mallory/race", "mallory:mallory", "644", "/home/mallory/r/box, /home/mallory/d/secret\n");
        machine.scriptOf("mallory", "cd; mkdir -p r real; ln -sfn real d; : > real/secret");
        Process loop = machine.start("mallory", "sh", "-c", """
                cd /home/mallory/r
                while :; do
                  : > new; mv -f new box; ln -sf /home/anna/secret new; mv -f new box
                  ln -f /home/mallory/real/secret new; mv -f new box
                  ln -sfn /home/anna ../x; mv -fT ../x ../d; ln -sfn real ../x; mv -fT ../x ../d
                done""");
        try {
            router.with("etc/aliases", router.read("etc/aliases") + "race: :include:/home/mallory/race\n");
            assertEquals(0, router.program("newaliases", "").status());
            for (int i = 0; i < 60; i++) {
                assertEquals(0, router.sendmail("Subject: race " + i + "\n\nx\n", "-f", "racer@far.example", "race").status());
            }
            Await.until("attempts", () -> router.read("var/log/mail.log").lines()
                    .filter(line -> line.contains("rcpt=</home/mallory/")).count() >= 120);
        } finally {
            loop.destroyForcibly();
            loop.waitFor();
        }
        assertEquals(SECRET, machine.read("/home/anna/secret"));
        assertFalse(machine.exists("/home/anna/secret.lock"));
        router.program("fingerpost", "", "queue", "remove", "--all");
    }

    @Test
    void whatFindsNoRoomWaitsAndLeavesTheFileAsItWas() throws Exception {
        machine.script("install -d -o anna -g anna /home/anna/small; "
                + "mount -t tmpfs -o size=128k,uid=5001,gid=5001 small /home/anna/small");
        fills("/home/anna/small/box", "4.3.1", "mount -o remount,size=4m /home/anna/small");
    }

    @Test
    void whatExceedsAQuotaWaitsAndLeavesTheFileAsItWas() throws Exception {
        assumeTrue(machine.run("", "sh", "-c", "install -d -o anna -g anna /home/anna/quota; mount -t tmpfs "
                + "-o uid=5001,gid=5001,usrquota_block_hardlimit=128k quota /home/anna/quota").status() == 0,
                "this system has no quotas in tmpfs");
        fills("/home/anna/quota/box", "4.2.2", "umount -l /home/anna/quota");
    }

    private static void fills(String box, String status, String remedy) throws Exception {
        String name = "fill" + status.replace(".", "");
        machine.file(box, "anna:anna", "600", "");
        MailRun.of(machine, router, listOf("anna", name, "a first message", box).message("Subject: a case\n\nhello\n")
                .delivered());
        String before = machine.read(box);
        assertTrue(before.contains("hello"), before);
        MailRun.of(machine, router, MailCase.named("no room").to(name)
                .message("Subject: too much\n\n" + ("x".repeat(70) + "\n").repeat(4000)).deferred(status, ""));
        assertEquals(before, machine.read(box));
        assertFalse(machine.exists(box + ".lock"));
        machine.script(remedy);
        MailRun.of(machine, router, MailCase.named("room again").to(name)
                .message("Subject: a case\n\n" + ("x".repeat(70) + "\n").repeat(4000)).delivered());
    }
}
