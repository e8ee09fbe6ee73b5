package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and submission of a new instance, with swaks, if the machine has it. */
class SecureMailIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    static Path folder;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "swaks"))), "swaks is not on the PATH");
        router = new RouterProcess(folder.resolve("instance"), "").with("etc/smtp.cfg", "submission.tls = true\n").start();
        Shell.Result added = router.program("fingerpost", "pencil\n", "password", "ann");
        assertEquals("added\n", added.output(), added.error());
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            router.close();
        }
    }

    private static Shell.Result swaks(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("swaks", "--server", "127.0.0.1:" + router.port(), "--from",
                "ann@far.example", "--to", USER));
        command.addAll(List.of(arguments));
        return Shell.run(Map.of("LC_ALL", "C.UTF-8"), new byte[0], command);
    }

    @Test
    void aNewInstanceSpeaksTls() throws Exception {
        Shell.Result result = swaks("--tls", "--header", "Subject: protected");
        assertEquals(0, result.status(), result.output() + result.error());
        router.awaitIn("var/mail/" + USER, "Subject: protected");
        assertTrue(router.read("var/mail/" + USER).contains(" with ESMTPS id "), router.read("var/mail/" + USER));
        Shell.Result shown = router.program("fingerpost", "", "tls");
        assertEquals(0, shown.status(), shown.error());
        assertTrue(shown.output().contains("etc/tls/certificate.pem\n  subject: CN="), shown.output());
    }

    @Test
    void whoHasAPasswordIsKnown() throws Exception {
        for (String mechanism : List.of("PLAIN", "LOGIN")) {
            Shell.Result result = swaks("--tls", "-a", mechanism, "-au", "ann", "-ap", "pencil",
                    "--header", "Subject: by " + mechanism);
            assertEquals(0, result.status(), result.output() + result.error());
            router.awaitIn("var/mail/" + USER, "Subject: by " + mechanism);
        }
        assertTrue(router.read("var/mail/" + USER).contains(" with ESMTPSA id "), router.read("var/mail/" + USER));
    }

    @Test
    void anotherPasswordIsRefused() throws Exception {
        Shell.Result result = swaks("--tls", "-a", "PLAIN", "-au", "ann", "-ap", "pen");
        assertNotEquals(0, result.status());
        assertTrue(result.output().contains("535 5.7.8 authentication failed"), result.output());
        Shell.Result clear = swaks("-a", "PLAIN", "-au", "ann", "-ap", "pencil");
        assertNotEquals(0, clear.status(), "no password goes in the clear");
    }
}
