package org.fingerpost.itest.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.fingerpost.itest.process.Distribution;
import org.fingerpost.itest.process.RouterProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail, files and programs that want what is not theirs, on a machine with users, against a router that is root. */
class HostileMailIT {

    private static final String SECRET = "lily of the valley\n";
    /** As it was before any mail; the users' files, mailboxes and temporary files of the case before go. */
    private static final String CLEAN = """
            rm -rf /home/lists /home/one /tmp/* /tmp/.[!.]* /var/mail/* /home/[abcm]*/* /home/[abcm]*/.[!.]*
            for user in anna bert mallory carl; do chmod 755 /home/$user; chown $user:$user /home/$user; done
            printf 'lily of the valley\\n' > /home/anna/secret
            chown anna:anna /home/anna/secret; chmod 600 /home/anna/secret
            """;
    private static final String ARGS = """
            #!/bin/sh
            echo "argc=$#" > /tmp/args
            for a; do printf 'arg=<%s>\\n' "$a" >> /tmp/args; done
            exec cat > /dev/null
            """;

    /** {@code -Dfingerpost.hostile.cases=mailbox:} is those only. */
    private static final Pattern CHOSEN = Pattern.compile(System.getProperty("fingerpost.hostile.cases", ""));

    @TempDir
    static Path folder;
    private static Machine machine;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        machine = Machine.make(folder);
        machine.file("/srv/args", "root:root", "755", ARGS);
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"));
        String policy = shipped.replace("A=FILE var/mail/$u", "A=FILE /var/mail/$u").replace("\nMlocal,", """

                Margs,	P=/srv/args, F=lsDFMn, S=EnvelopeSender/Public, R=0, A=args $f $g $h $u $x $s $r
                Mlocal,""");
        assertTrue(policy.contains("/var/mail/$u") && policy.contains("Margs"));
        String aliases = "postmaster: root\nroot: /dev/null\n"
                + String.join("\n", cases().flatMap(mail -> mail.aliases().stream()).toList())
                + "\nwho: \"|id -u > /tmp/who\"\nlast: anna\n";
        router = machine.router().with("etc/sendmail.cf", policy).with("etc/aliases", aliases)
                .with("etc/mailertable", "args.example args:there\n").with("etc/virtual-domains", "shop.example\n")
                .with("etc/virtusertable", "@shop.example %1\n")
                .with("etc/mailer.prog.cfg", "timeout = 2s\n").with("etc/mailer.file.cfg", "lock.timeout = 1s\n").start();
        // Before anything hostile is run.
        MailRun.withoutAliases(machine, router,
                MailCase.named("who programs are").to("who").bySmtp().content("/tmp/who", "1\n"));
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

    @BeforeEach
    void clean() throws Exception {
        machine.script(CLEAN);
    }

    /** Whatever came of the mail, mallory has got nothing of it. */
    @AfterEach
    void nothingIsLost() throws Exception {
        assertTrue(router.isAlive(), "the router");
        assertEquals(SECRET, machine.read("/home/anna/secret"));
        assertEquals("anna:anna 600", machine.facts("/home/anna/secret"));
        assertEquals("root:root 644", machine.facts("/etc/passwd"));
        assertEquals("absent", machine.facts("/tmp/pwned"));
    }

    static Stream<MailCase> cases() {
        return Stream.of(HostileFiles.cases(), HostileForwards.cases(), HostilePrograms.cases(), HostileAddresses.cases())
                .flatMap(each -> each).filter(mail -> CHOSEN.matcher(mail.toString()).find());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void mail(MailCase mail) throws Exception {
        MailRun.withoutAliases(machine, router, mail);
    }

    /** The caller of a command decides nothing that the router does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a policy of one's own       | $S -C/tmp/evil.cf anna",
        "aliases of one's own        | $S -oA/tmp/evil anna",
        "a queue of one's own        | $S -oQ/tmp/queue anna",
        "a log of one's own          | $S -X/tmp/log anna",
        "a program as recipient      | $S -- '|touch /tmp/pwned'",
        "a file as recipient         | $S -- /tmp/pwned",
        "a list as recipient         | $S -- :include:/home/anna/secret",
        "an option as recipient      | $S -- -oQ/tmp/pwned@args.example",
        "lines in the sender         | $S -f \"$(printf 'a@b\\nRCPT TO:<|touch /tmp/pwned>')\" anna",
        "lines in the full name      | $S -F \"$(printf 'a\\nBcc: |touch')\" anna",
        "recipients of the header    | printf 'To: \"|touch /tmp/pwned\"\\n\\nx\\n' | $S -t",
        "options of Java             | JAVA_TOOL_OPTIONS=-XX:OnOutOfMemoryError='touch /tmp/pwned' $S anna",
        "a library to load           | LD_PRELOAD=/tmp/evil.so LD_LIBRARY_PATH=/tmp $S prog2",
        "a shell's variables         | IFS=/ ENV=/tmp/evil BASH_ENV=/tmp/evil $S prog2",
        "another path                | PATH=/tmp:$PATH SHELL=/tmp/evil HOME=/tmp $S prog2",
        "stopping the router         | /srv/router/bin/fingerpost stop",
        "the console                 | /srv/router/bin/fingerpost console 'stop 0'",
        "another's mail removed      | /srv/router/bin/fingerpost queue remove all",
        "the aliases rebuilt         | /srv/router/bin/newaliases"})
    void commands(String name, String command) throws Exception {
        machine.script("printf '#!/bin/sh\\ntouch /tmp/pwned\\n' > /tmp/evil; chmod 755 /tmp/evil; "
                + "for name in java cat id; do cp /tmp/evil /tmp/$name; done");
        machine.runAs("mallory", "", "sh", "-c", "export FINGERPOST_BASE=/srv/instance S='/srv/router/bin/sendmail -i'\n"
                + command);
        router.awaitEmptyQueue();
        machine.script("find /tmp -name pwned -user mallory -delete"); // she can do in her own name what she likes
        assertEquals(List.of(), machine.script("find /tmp -user root; find /tmp -name queue; find /tmp -name log").lines()
                .filter(path -> !path.matches("/tmp(/(evil|java|cat|id))?")).toList(), "root's files");
    }
}
