package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy is checked, compared, taken and taken back from the shell, and nothing is half applied. */
class PolicyIT {

    @TempDir
    Path folder;

    @Test
    void checkNeedsNoRouter() throws Exception {
        RouterProcess none = new RouterProcess(folder.resolve("none"), "").with("etc/sendmail.cf", "V10/Berkeley\n?x\n");
        Shell.Result result = none.program("fingerpost", "", "policy", "check");
        assertEquals(78, result.status(), result.error());
        assertTrue(result.output().contains(none.base() + "/etc/sendmail.cf:2:"), result.output());
        Shell.Result shipped = none.program("fingerpost", "", "policy", "check",
                Distribution.home().resolve("etc/sendmail.cf").toString());
        assertEquals(0, shipped.status(), shipped.output());
        assertEquals(66, none.program("fingerpost", "", "policy", "check", "/nowhere.cf").status());
        assertEquals(69, none.program("fingerpost", "", "policy", "diff").status());
    }

    @Test
    void aChangeIsShownTakenAndTakenBack() throws Exception {
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(2).start()) {
            Path file = router.base().resolve("etc/sendmail.cf");
            String shipped = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertEquals(new Shell.Result(0, "no difference\n", ""), policy(router, "diff"));

            Path other = folder.resolve("other.cf");
            Files.writeString(other, shipped.replaceFirst("(?m)^DS.*$", "DS[127.0.0.1]:3"), StandardCharsets.ISO_8859_1);
            String difference = "macro S\n  - \"[127.0.0.1]:2\"\n  + \"[127.0.0.1]:3\"\n";
            Shell.Result diff = policy(router, "diff", other.toString());
            assertEquals(1, diff.status(), diff.error());
            assertTrue(diff.output().startsWith(difference + "rule set parse\n  - "), diff.output());
            assertEquals(69, policy(router, "rollback").status(), "there is nothing to go back to");

            Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
            Shell.Result applied = policy(router, "apply");
            assertEquals(0, applied.status(), applied.error());
            assertTrue(applied.output().endsWith(" is in use\n"), applied.output());
            assertRelay(router, 3);

            Shell.Result back = policy(router, "rollback");
            assertEquals(0, back.status(), back.error());
            assertRelay(router, 2);

            Files.writeString(file, shipped + "?x\n", StandardCharsets.ISO_8859_1);
            Shell.Result refused = policy(router, "apply");
            assertEquals(78, refused.status());
            assertTrue(refused.error().contains("\"?x\""), refused.error());
            // A machine without a domain gives a warning of its own.
            assertTrue(refused.error().matches("(?s).*fingerpost policy: 1 error, (no warnings|1 warning): nothing changes\n"),
                    refused.error());
            assertRelay(router, 2);
            assertEquals(64, policy(router, "improve").status());
        }
    }


    private static Shell.Result policy(RouterProcess router, String... words) throws Exception {
        String[] all = new String[words.length + 1];
        all[0] = "policy";
        System.arraycopy(words, 0, all, 1, words.length);
        return router.program("fingerpost", "", all);
    }

    private static void assertRelay(RouterProcess router, int port) throws Exception {
        Shell.Result result = router.program("fingerpost", "", "explain", "ann@far.example");
        assertTrue(result.output().contains("mailer relay, host [127.0.0.1]:" + port + ","), result.output());
    }
}
