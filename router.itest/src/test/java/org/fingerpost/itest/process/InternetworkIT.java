package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped example policy of the internetwork: whole messages from each network to all networks at once. The files of the
 * folder {@code internetwork} hold the arguments, the message, and what the program of each network got from sendmail 8.17.
 */
class InternetworkIT {

    private static final String PART = "==== ";

    @TempDir
    static Path folder;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        router = new RouterProcess(folder.resolve("instance"), "");
        Path example = Distribution.home().resolve("examples/internetwork");
        try (var files = Files.list(example)) {
            for (Path file : files.toList()) {
                Files.copy(file, router.base().resolve("etc").resolve(file.getFileName()));
            }
        }
        router.start();
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    @AfterEach
    void clear() throws IOException {
        for (Path file : captured()) {
            Files.delete(file);
        }
    }

    static List<Path> messages() throws IOException, URISyntaxException {
        Path resources = Path.of(InternetworkIT.class.getResource("/internetwork").toURI());
        try (var files = Files.list(resources)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void eachNetworkGetsWhatSendmailWouldHaveGivenIt(Path file) throws Exception {
        List<String> parts = parts(Files.readString(file, StandardCharsets.ISO_8859_1));
        String[] input = parts.get(0).split("\n", 2);
        Shell.Result result = router.sendmail(input[1], input[0].split(" "));
        assertEquals(new Shell.Result(0, "", ""), result);
        List<String> expected = parts.subList(1, parts.size()).stream().map(InternetworkIT::comparable).sorted().toList();
        Await.until("what " + file.getFileName() + " sends", () -> captured().size() >= expected.size());
        router.awaitEmptyQueue();
        List<String> runs = new ArrayList<>();
        for (Path run : captured()) {
            runs.add(comparable(Files.readString(run, StandardCharsets.ISO_8859_1)));
        }
        runs.sort(null);
        assertEquals(String.join(PART, expected), String.join(PART, runs));
    }

    @Test
    void aHostOnNoNetworkIsRefusedWithAdvice() throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO localhost", "250");
            smtp.command("MAIL FROM:<feinler@sri-nic.ARPA>", "250");
            smtp.command("RCPT TO:<someone@nosuch>", "550 5.1.2");
            smtp.command("RCPT TO:<nowhere:user@Berkeley>", "550 5.1.2");
            smtp.command("RCPT TO:<user@host.EDU>", "550 5.1.2");
            smtp.command("RCPT TO:<team:eric;>", "553");
            smtp.command("RCPT TO:<eric@Berkeley.ARPA>", "250");
            smtp.command("QUIT", "221");
        }
        Shell.Result result = router.sendmail("Subject: x\n\nhello\n", "-f", "eric", "someone@nosuch");
        assertEquals(68, result.status(), result.toString());
        assertTrue(result.error().contains("no network here has a host nosuch; if it has, write nosuch.ARPA, .UUCP"),
                result.error());
        Await.until("the returned message", () -> !captured().isEmpty());
    }

    @Test
    void aBangPathCanWinOverAnAtSign() throws Exception {
        Path policy = router.base().resolve("etc/sendmail.cf");
        String shipped = Files.readString(policy, StandardCharsets.ISO_8859_1);
        assertTrue(route("ucsfcgl!tef@usc-isif").contains("mailer ncp"));
        Files.writeString(policy, shipped.replace("D{Mixed}at", "D{Mixed}bang"), StandardCharsets.ISO_8859_1);
        assertEquals(0, router.program("fingerpost", "", "reload").status());
        assertTrue(route("ucsfcgl!tef@usc-isif").contains("mailer uucp"));
        Files.writeString(policy, shipped, StandardCharsets.ISO_8859_1);
        assertEquals(0, router.program("fingerpost", "", "reload").status());
    }

    private static String route(String address) throws Exception {
        return router.program("fingerpost", "", "explain", address).output();
    }

    private static List<Path> captured() throws IOException {
        Path networks = router.base().resolve("var/networks");
        if (!Files.exists(networks)) {
            return List.of();
        }
        try (var files = Files.list(networks)) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
        }
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("(?m)^" + PART)).skip(1).toList();
    }

    /** Without the time of delivery. */
    private static String comparable(String run) {
        return (run.stripTrailing() + "\n")
                .replaceAll("\\w{3}, \\d\\d? \\w{3} 20\\d\\d \\d\\d:\\d\\d:\\d\\d [-+]\\d{4}( \\(\\w+\\))?", "DATE")
                .replaceAll("\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d 20\\d\\d", "DATE");
    }
}
