package org.fingerpost.itest.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.fingerpost.itest.process.RouterProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A router that is root writes files for its users. */
class RealUsersIT {

    @TempDir
    static Path folder;
    private static Machine machine;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        machine = Machine.make(folder);
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
        assertEquals("5001 5001 5001 5100", machine.runAs("anna", "", "sh", "-c", "echo $(id -u) $(id -g) $(id -G)").output().strip());
        assertTrue(machine.runAs("mallory", "", "touch", "/home/anna/x").status() != 0);
        assertEquals("anna:anna 755", machine.facts("/home/anna"));
    }

    static Stream<MailCase> cases() {
        return Stream.of(
                MailCase.named("a user's mail").to("anna").delivered(),
                MailCase.named("an alias for a file by SMTP").alias("case2: /dev/null").to("case2").bySmtp().delivered(),
                MailCase.named("no such user").to("nobody-there").bySmtp().refused("5.1.1", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mail(MailCase mail) throws Exception {
        MailRun.of(machine, router, mail);
    }
}
