package org.fingerpost.itest.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.itest.process.Await;
import org.fingerpost.itest.process.Place;
import org.fingerpost.itest.process.RouterProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A router that is not root: one that may become others by two capabilities, in a folder that nobody else can enter, and one that
 * may not.
 */
class CapableRouterIT {

    private static final String SERVICE = "/srv/service";

    @TempDir
    Path folder;

    @Test
    void twoCapabilitiesAreEnough() throws Exception {
        try (Machine machine = Machine.make(folder);
                RouterProcess router = router(machine, "--inh-caps=+setuid,+setgid", "--ambient-caps=+setuid,+setgid")) {
            machine.script("chmod 700 /home/anna");
            machine.file("/srv/lists/anna", "anna:anna", "644", "\"|/srv/who out; cat > message\"\n/home/anna/mbox\n");
            machine.file("/srv/lists/bert", "bert:bert", "644", "\"|sleep 1000; :\"\n");
            start(machine, router);
            MailRun.of(machine, router, MailCase.named("as anna").to("annas").delivered()
                    .in("/home/anna/message").facts("/home/anna/message", "anna:anna 644")
                    .in("/home/anna/mbox").facts("/home/anna/mbox", "anna:anna 600"));
            assertEquals("5001 5001 5001 5100\n0000000000000000\n", machine.read("/home/anna/out"));
            MailRun.of(machine, router, MailCase.named("hanging").to("berts").deferred("4.3.0", "did not end within"));
            Await.until("bert's program is killed", () -> machine.run("", "pgrep", "-u", "bert").status() != 0);
            assertFalse(router.read("var/log/router.log").contains("NoClassDefFoundError"));
            assertFalse(router.read("var/log/router.log").contains("cannot be ended"));
        }
    }

    @Test
    void withoutThemItIsItselfAndSaysSo() throws Exception {
        try (Machine machine = Machine.make(folder); RouterProcess router = router(machine, "--inh-caps=-all")) {
            machine.file("/srv/lists/anna", "anna:anna", "644", "\"|/srv/who /tmp/anna\"\n");
            start(machine, router);
            assertTrue(router.read("var/log/router.log").contains(
                    "programs and files of aliases and users are run and written as user fingerpost: "
                            + "the router may become no other"));
            MailRun.of(machine, router, MailCase.named("its own").to("own").delivered());
            assertEquals("5005 5005 5005\n0000000000000000\n", machine.read("/tmp/own"));
            MailRun.of(machine, router, MailCase.named("another's").to("annas").refused("5.7.1", "").absent("/tmp/anna"));
        }
    }

    private static RouterProcess router(Machine machine, String... capabilities) throws Exception {
        machine.script("mkdir -m 700 " + SERVICE + " && mkdir -m 755 /srv/lists");
        machine.file("/srv/who", "root:root", "755", "#!/bin/sh\n{ echo $(id -u) $(id -g) $(id -G)\n"
                + "sed -n 's/^CapPrm:.//p' /proc/self/status; } > \"$1\"\n");
        return new RouterProcess(machine.outside(SERVICE), "", new Place() {
            @Override
            public Path home() {
                return machine.home();
            }

            @Override
            public Path inside(Path path) {
                return machine.inside(path);
            }

            @Override
            public List<String> command(List<String> command) {
                List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=5005", "--regid=5005", "--clear-groups"));
                all.addAll(List.of(capabilities));
                all.add("--");
                all.addAll(command);
                return machine.command(all);
            }
        });
    }

    private static void start(Machine machine, RouterProcess router) throws Exception {
        router.with("etc/aliases", "postmaster: root\nannas: :include:/srv/lists/anna\nberts: :include:/srv/lists/bert\n"
                + "own: \"|/srv/who /tmp/own\"\n").with("etc/mailer.prog.cfg", "timeout = 3s\n");
        machine.script("chown -R 5005:5005 " + SERVICE + " && chmod 700 " + SERVICE);
        router.start();
    }
}
