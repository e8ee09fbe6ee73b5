package org.fingerpost.itest.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.fingerpost.itest.process.Await;
import org.fingerpost.itest.process.RouterProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A router that is root runs programs of its users, and of aliases, with the rights of who named them. */
class ProgramsOfUsersIT {

    /** Says who it is, and whether it can be anybody else. */
    private static final String WHO = """
            #!/bin/sh
            exec > "$1" 2>&1
            id -u; id -g; id -G
            sed -n 's/^\\(Uid\\|Gid\\|Cap...\\):[[:space:]]*/\\1 /p' /proc/self/status | tr '\\t' ' '
            setpriv --reuid=0 id -u 2>/dev/null || echo not root
            """;

    private static final String ENVIRONMENT = """
            /home/anna
            AGENT=sendmail
            HOME=/home/anna
            LOGNAME=anna
            PATH=/usr/local/bin:/usr/bin:/bin
            PWD=/home/anna
            SHELL=/bin/sh
            USER=anna
            """;

    @TempDir
    static Path folder;
    private static Machine machine;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        machine = Machine.make(folder);
        machine.file("/srv/who", "root:root", "755", WHO);
        machine.script("install -d -m 1777 /srv/out");
        router = machine.router().with("etc/aliases", "postmaster: root\n")
                .with("etc/mailer.prog.cfg", "timeout = 6s\nconcurrency.per.user = 2\nlimit.processes = 60\n"
                        + "limit.file.bytes = 100000\nlimit.cpu = 2s\n").start();
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
    void aProgramOfAnAliasIsTheDefaultUser() throws Exception {
        run(MailCase.named("default user").alias("who1: \"|/srv/who /srv/out/who1\"").to("who1").delivered());
        assertWho("/srv/out/who1", "1", "1", "1");
    }

    @Test
    void aProgramOfAListIsItsOwner() throws Exception {
        run(MailCase.named("owner of a list").alias("who2: :include:/home/anna/list2")
                .file("/home/anna/list2", "anna:anna", "600", "\"|/srv/who /srv/out/who2\"\n").to("who2").delivered());
        assertWho("/srv/out/who2", "5001", "5001", "5001 5100");
        assertEquals("anna:anna", machine.facts("/srv/out/who2").split(" ")[0]);
    }

    private static void assertWho(String file, String uid, String gid, String groups) throws Exception {
        String none = "0000000000000000";
        String said = machine.read(file);
        assertTrue(said.startsWith(String.join("\n", uid, gid, groups,
                "Uid " + String.join(" ", uid, uid, uid, uid), "Gid " + String.join(" ", gid, gid, gid, gid),
                "CapInh " + none, "CapPrm " + none, "CapEff " + none)), said);
        assertTrue(said.contains("CapAmb " + none) && said.endsWith("not root\n"), said);
    }

    static Stream<MailCase> cases() {
        return Stream.of(
                list("its folder is home, its environment a user's").file("/home/anna/l-env", "anna:anna", "644",
                        "\"|pwd > /srv/out/env; env | sort >> /srv/out/env\"\n").alias("env: :include:/home/anna/l-env").to("env")
                        .delivered().then(run -> {
                            String said = run.machine().read("/srv/out/env");
                            run.require(said.startsWith("/home/anna\nAGENT=sendmail\nFINGERPOST_RUN="), "not " + said);
                            run.require(said.replaceFirst("FINGERPOST_RUN=.*\n", "").equals(ENVIRONMENT), "not " + said);
                        }),
                list("it can read the message again").file("/home/anna/l-again", "anna:anna", "644",
                        "\"|cat /dev/stdin > /srv/out/again\"\n").alias("again: :include:/home/anna/l-again").to("again")
                        .delivered().in("/srv/out/again").facts("/srv/out/again", "anna:anna 644"),
                list("a home that only its owner enters").given("chmod 700 /home/bert")
                        .file("/home/bert/l-700", "bert:bert", "600", "\"|cat > out700\"\n")
                        .alias("c700: :include:/home/bert/l-700").to("c700").delivered().in("/home/bert/out700"),
                list("it cannot write what its user cannot").given("install -d -m 755 /srv/closed").file("/home/anna/l-closed",
                        "anna:anna", "644", "\"|cat > /srv/closed/x\"\n")
                        .alias("closed: :include:/home/anna/l-closed").to("closed").refused("5.", "").absent("/srv/closed/x"),
                list("files have a longest length").file("/home/anna/l-big", "anna:anna", "644",
                        "\"|head -c 1000000 /dev/zero > /home/anna/big || exit 75\"\n")
                        .alias("big: :include:/home/anna/l-big").to("big")
                        .deferred("4.3.0", "").then(run -> run.require(run.machine().read("/home/anna/big").length() <= 100_000,
                                "a file within the limit")),
                list("processor time is limited").file("/home/anna/l-cpu", "anna:anna", "644",
                        "\"|while :; do :; done\"\n").alias("cpu: :include:/home/anna/l-cpu").to("cpu").deferred("4.3.0", ""),
                list("output without end does no harm").file("/home/anna/l-flood", "anna:anna", "644",
                        "\"|yes | head -c 50000000; exit 0\"\n").alias("flood: :include:/home/anna/l-flood").to("flood")
                        .delivered());
    }

    private static MailCase list(String name) {
        return MailCase.named(name);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mail(MailCase mail) throws Exception {
        run(mail);
    }

    @Test
    void oneUsersHangingProgramsDoNotHoldUpAnothers() throws Exception {
        machine.file("/home/mallory/hang", "mallory:mallory", "644", "\"|sleep 1000; :\"\n");
        machine.file("/home/bert/quick", "bert:bert", "644", "\"|cat > /srv/out/quick\"\n");
        router.with("etc/aliases", router.read("etc/aliases")
                + "hang: :include:/home/mallory/hang\nquick: :include:/home/bert/quick\n");
        assertEquals(0, router.program("newaliases", "").status());
        for (int i = 0; i < 30; i++) {
            assertEquals(0, router.sendmail("Subject: hang\n\n", "-f", "m@far.example", "hang").status());
        }
        assertEquals(0, router.sendmail("Subject: quick\n\n", "-f", "m@far.example", "quick").status());
        Await.until("the other user's mail", Duration.ofSeconds(60), () -> machine.exists("/srv/out/quick"));
        Await.until("more than two at once are not run", Duration.ofSeconds(60),
                () -> router.read("var/log/mail.log").contains("2 programs of user mallory are running already"));
        assertTrue(processes("mallory") <= 2 * 4, "processes: " + processes("mallory"));
        Await.until("the hanging ones are killed", Duration.ofSeconds(60), () -> processes("mallory") == 0);
    }

    @Test
    void whatLeavesItsParentsIsKilledAsWell() throws Exception {
        machine.file("/home/carl/daemon.sh", "carl:carl", "755", """
                #!/bin/sh
                setsid sh -c 'sleep 7777 & exit 0' < /dev/null > /dev/null 2>&1 &
                (setsid sleep 7778 < /dev/null > /dev/null 2>&1 &)
                sleep 7779
                """);
        machine.file("/home/carl/list", "carl:carl", "644", "\"|/bin/sh /home/carl/daemon.sh\"\n");
        run(MailCase.named("daemons").alias("daemons: :include:/home/carl/list").to("daemons")
                .deferred("4.3.0", "did not end within"));
        Await.until("no process of carl's is left", Duration.ofSeconds(30), () -> processes("carl") == 0);
        assertFalse(machine.run("", "pgrep", "-f", "sleep 777[789]").status() == 0);
    }

    /** The first of them ends when no more can be made; the others are ended when its time is over. */
    @Test
    void whatForksWithoutEndIsContained() throws Exception {
        machine.file("/home/mallory/bomb", "mallory:mallory", "644", "\"|f() { sleep 0.2; f | f & sleep 0.2; }; f\"\n");
        run(MailCase.named("a fork bomb").alias("bomb: :include:/home/mallory/bomb").to("bomb").then(mail -> {
            long most = processes("mallory");
            mail.require(most <= 60, "at most 60 processes, not " + most);
        }));
        Await.until("no process of mallory's is left", Duration.ofSeconds(60), () -> processes("mallory") == 0);
    }

    @Test
    void aShellIsForThoseWhoNeedOne() throws Exception {
        machine.file("/home/bert/shell", "bert:bert", "644", "\"|/srv/parent '$(touch /srv/out/touched)' || exit 75\"\n");
        machine.file("/srv/parent", "root:root", "755", "#!/bin/sh\nps -o comm= -p $PPID > /srv/out/parent\n"
                + "echo \"$1\" >> /srv/out/parent\n");
        run(MailCase.named("no shell").alias("noshell: :include:/home/bert/shell").to("noshell").delivered()
                .content("/srv/out/parent", "java\n$(touch /srv/out/touched)\n").absent("/srv/out/touched"));
    }

    /** Those that have not ended. */
    private static long processes(String user) throws Exception {
        return machine.run("", "ps", "-o", "stat=,comm=", "-u", user).output().lines()
                .filter(line -> !line.startsWith("Z")).count();
    }

    private static void run(MailCase mail) throws Exception {
        MailRun.of(machine, router, mail);
    }
}
