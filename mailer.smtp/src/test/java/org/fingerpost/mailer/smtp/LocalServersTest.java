package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mailer and servers of this machine: programs, and Unix-domain sockets. */
class LocalServersTest extends MailerOnSockets {

    /** Speaks SMTP and LMTP; keeps the content, and says what each recipient's name asks for. */
    private static final String SERVER = """
            cr=$(printf '\\r')
            say() { printf '%s\\r\\n' "$1"; }
            say '220 here'
            while read -r line; do
                echo "${line%$cr}" >> log
                case $line in
                    EHLO*) lmtp= ;;
                    LHLO*) lmtp=yes ;;
                esac
                case $line in
                    [EL]HLO*) say '250-here'; say '250-PIPELINING'; say '250 ENHANCEDSTATUSCODES' ;;
                    MAIL*) takers=; say '250 2.1.0 fine' ;;
                    RCPT*unknown*) say '550 5.1.1 unknown' ;;
                    RCPT*) takers="$takers ${line%$cr}"; say '250 2.1.5 fine' ;;
                    DATA*)
                        say '354 go on'
                        while read -r line && [ "$line" != ".$cr" ]; do
                            echo "${line%$cr}" >> content
                        done
                        if [ "$lmtp" ]; then
                            for word in $takers; do
                                case $word in
                                    *full*) say '452 4.2.2 full' ;;
                                    TO:*) say '250 2.0.0 in the mailbox' ;;
                                esac
                            done
                        else
                            say '250 2.0.0 taken'
                        fi ;;
                    QUIT*) say '221 bye'; exit 0 ;;
                    *) say '250 2.0.0 ok' ;;
                esac
            done
            """;

    @TempDir
    private Path folder;
    private final ShellPrograms programs = new ShellPrograms();

    @BeforeEach
    void provide() {
        mailer.setPrograms(programs);
    }

    private TestDelivery program(String script, String flags, String... users) throws IOException {
        Path file = Files.writeString(folder.resolve("server"), "cd " + folder + "\n" + script);
        return TestDelivery.to("", users).arguments("sh", file.toString()).mailer("/bin/sh", flags);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aProgramSpeaksSmtp() throws Exception {
        List<Outcome> outcomes = deliver(program(SERVER, "m", "a@x", "unknown@x", "b@x").body(TestBody.of(".hello\r\n")));

        assertEquals("2.0.0 5.1.1 2.0.0", status(outcomes));
        assertEquals("/bin/sh said in reply to the end of data: 250 2.0.0 taken", outcomes.get(0).text());
        assertEquals("EHLO client.test\nMAIL FROM:<s@client.test>\nRCPT TO:<a@x>\nRCPT TO:<unknown@x>\nRCPT TO:<b@x>\nDATA\n",
                read("log"));
        assertEquals("Subject: test\n\n..hello\n", read("content"));
    }

    @Test
    void aProgramSpeaksLmtpIfItsFlagsSaySo() throws Exception {
        List<Outcome> outcomes = deliver(program(SERVER, "mz", "a@x", "full@x", "b@x"));

        assertEquals("2.0.0 4.2.2 2.0.0", status(outcomes));
        assertTrue(read("log").startsWith("LHLO client.test\n"), read("log"));
    }

    @Test
    void aProgramTakesOneMessageAfterTheOther() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertEquals("2.0.0", status(deliver(program(SERVER, "mz", "a@x"))));
        }
        assertEquals(1, programs.count());

        mailer.stop();
        assertTrue(programs.started.get(0).waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, programs.started.get(0).exitValue());
        assertTrue(read("log").endsWith("\nQUIT\n"), read("log"));
    }

    @Test
    void anotherCallIsAnotherProgram() throws Exception {
        TestDelivery one = program(SERVER, "m", "a@x");
        assertEquals("2.0.0", status(deliver(one)));
        assertEquals("2.0.0", status(deliver(one.arguments("sh", folder.resolve("server").toString(), "$h")
                .mailer("/bin/sh", "m"))));
        assertEquals(2, programs.count());
    }

    @Test
    void aLargeMessageGoesThrough() throws Exception {
        String body = ("x".repeat(98) + "\r\n").repeat(20_000);
        assertEquals("2.0.0", status(deliver(program("""
                printf '220 here\\r\\n'; read -r line; printf '250 here\\r\\n'
                read -r line; printf '250 ok\\r\\n'; read -r line; printf '250 ok\\r\\n'; read -r line; printf '354 ok\\r\\n'
                sed '/^\\.\\r$/q' | wc -c > size; printf '250 taken\\r\\n'; read -r line
                """, "m", "a@x").body(TestBody.of(body)))));
        assertEquals(body.length() + "Subject: test\r\n\r\n.\r\n".length(), Integer.parseInt(read("size").strip()));
    }

    /** Whatever a program does, its own mail waits and nothing else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "exit 0                                        | lost while waiting for the reply to the connection: the program ended with exit status 0",
        "echo no disk >&2; exit 75                     | the program ended with exit status 75: no disk",
        "kill -9 $$                                    | the program ended with signal 9",
        "cat /dev/zero                                 | sent ",
        "yes garbage                                   | sent no SMTP reply: garbage",
        "echo hello; read -r line                      | sent no SMTP reply: hello",
        "echo 220 ok; read -r line; echo 250 ok; exit 3 | lost while waiting for the reply to",
        "echo 220 ok; exec <&-; exit 1                 | lost while waiting for the reply to",
        "echo 421 4.3.2 not now                        | 421 4.3.2 not now"})
    void aProgramThatGoesAstrayDefersItsMail(String script, String text) throws Exception {
        Outcome outcome = deliver(program(script, "m", "a@x")).get(0);

        assertEquals(4, outcome.status().category(), outcome.text());
        assertTrue(outcome.text().contains(text), outcome.text());
        for (Process process : programs.started) {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void aProgramThatNeverReadsIsEnded() throws Exception {
        use(mailer(new Timeouts(LONG, LONG, LONG, LONG, LONG, SHORT, LONG, LONG)));
        mailer.setPrograms(programs);
        TestDelivery delivery = program("""
                printf '220 a\\r\\n250 b\\r\\n250 c\\r\\n250 d\\r\\n354 e\\r\\n'; exec sleep 1000
                """, "m", "a@x").body(TestBody.of("x\r\n".repeat(100_000)));

        Outcome outcome = deliver(delivery).get(0);

        assertTrue(outcome.text().contains("took too long"), outcome.text());
        assertTrue(programs.started.get(0).waitFor(30, TimeUnit.SECONDS));
    }

    @Test
    void aChildThatHoldsThePipesDoesNotHoldUsUp() throws Exception {
        Outcome outcome = deliver(program("sleep 1000 & echo $! > child; echo 220 ok; read -r line; exit 75", "m", "a@x")).get(0);

        ProcessHandle.of(Long.parseLong(read("child").strip())).ifPresent(ProcessHandle::destroyForcibly);
        assertTrue(outcome.text().endsWith("the program ended with exit status 75"), outcome.text());
    }

    @Test
    void whatIsSaidAtTheEndIsHeard() throws Exception {
        Outcome outcome = deliver(program("echo 220 ok; read -r line; printf '250 a\\n'; read -r line; "
                + "printf '554 5.7.1 no\\n'; exit 1", "m", "a@x")).get(0);

        assertEquals("5.7.1", outcome.status().toString(), outcome.text());
    }

    @Test
    void whatCannotBeStartedIsWaitedFor() throws Exception {
        TestDelivery delivery = TestDelivery.to("", "a@x").arguments("x").mailer("/no/such/program", "m");
        assertEquals("4.4.1", status(deliver(delivery)));

        mailer.unsetPrograms(programs);
        Outcome outcome = deliver(delivery).get(0);
        assertEquals("programs cannot be started: mailer.prog is not available", outcome.text());
    }

    // ---- sockets

    private TestDelivery socket(String path, String... users) {
        return TestDelivery.to("there.example", users).arguments("FILE", path).mailer("[IPC]", "mz");
    }

    /** Lets the program above serve one connection to a socket. */
    private CompletableFuture<Void> serve(Path path) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(path));
        Path file = Files.writeString(folder.resolve("server"), "cd " + folder + "\n" + SERVER);
        return CompletableFuture.runAsync(() -> {
            try (listening; SocketChannel channel = listening.accept()) {
                Process process = new ProcessBuilder("/bin/sh", file.toString()).start();
                CompletableFuture<Void> replies = CompletableFuture.runAsync(() -> copyReplies(process, channel));
                ByteBuffer octets = ByteBuffer.allocate(8192);
                while (channel.read(octets.clear()) >= 0) {
                    process.getOutputStream().write(octets.array(), 0, octets.position());
                    process.getOutputStream().flush();
                }
                process.getOutputStream().close();
                replies.join();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void copyReplies(Process process, SocketChannel channel) {
        byte[] octets = new byte[8192];
        try {
            for (int n = process.getInputStream().read(octets); n >= 0; n = process.getInputStream().read(octets)) {
                channel.write(ByteBuffer.wrap(octets, 0, n));
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    @Test
    void aSocketSpeaksLmtp() throws Exception {
        Path path = folder.resolve("lmtp");
        CompletableFuture<Void> served = serve(path);

        List<Outcome> outcomes = deliver(socket(path.toString(), "a@x", "unknown@x", "full@x"));
        assertEquals("2.0.0 5.1.1 4.2.2", status(outcomes));
        assertEquals(path + " said in reply to the end of data: 250 2.0.0 in the mailbox", outcomes.get(0).text());
        assertEquals("2.0.0", status(deliver(socket(path.toString(), "b@x"))));

        mailer.stop();
        served.get(30, TimeUnit.SECONDS);
        assertTrue(read("log").endsWith("\nQUIT\n"), read("log"));
        assertEquals(1, read("log").split("LHLO", -1).length - 1);
    }

    @Test
    void aSocketThatNobodyListensOnIsWaitedFor() throws Exception {
        Outcome missing = deliver(socket(folder + "/none", "a@x")).get(0);
        assertEquals("4.4.1", missing.status().toString());
        assertTrue(missing.text().startsWith("no answer from " + folder + "/none: "), missing.text());

        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(folder.resolve("dead")));
        }
        assertEquals("4.4.1", status(deliver(socket(folder + "/dead", "a@x"))));
    }

    @Test
    void aSocketThatNobodyAcceptsOnDoesNotHoldUsUp() throws Exception {
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(folder.resolve("busy")), 1);
            use(mailer(new Timeouts(LONG, LONG, SHORT, LONG, LONG, LONG, LONG, LONG)));
            for (int i = 0; i < 4; i++) {
                assertTrue(status(deliver(socket(folder + "/busy", "a@x"))).startsWith("4.4."));
            }
        }
    }

    /** The path is the policy's, and addresses have no say in it. */
    @ParameterizedTest
    @CsvSource({"FILE relative", "FILE", "FILE /tmp/$u", "FILE /tmp/../x", "FILE /tmp/x extra", "FILE /tmp/s/$h"})
    void whatIsNoPathOfASocketIsRefused(String arguments) throws Exception {
        TestDelivery delivery = TestDelivery.to("../x", "/etc/a@x").arguments(arguments.split(" ")).mailer("[IPC]", "mz");

        Outcome outcome = deliver(delivery).get(0);
        assertEquals("4.3.5", outcome.status().toString());
        assertTrue(outcome.text().endsWith("is no path of a socket: A=FILE /path is expected"), outcome.text());
    }

    @Test
    void whereItGoesIsTold() throws Exception {
        assertEquals(List.of("/run/lmtp"), mailer.itinerary(socket("/run/lmtp", "a@x")).orElseThrow().stops().stream()
                .map(stop -> stop.host()).toList());
        assertEquals(List.of("/bin/sh"), mailer.itinerary(program(SERVER, "m", "a@x")).orElseThrow().stops().stream()
                .map(stop -> stop.host()).toList());
    }

    @Test
    void threadsEndWithTheMailer() throws Exception {
        assertEquals("2.0.0", status(deliver(program(SERVER, "mz", "a@x"))));
        mailer.stop();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!mailerThreads().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), mailerThreads());
    }
}
