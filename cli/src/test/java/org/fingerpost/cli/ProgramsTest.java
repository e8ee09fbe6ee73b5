package org.fingerpost.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ProgramsTest {

    @TempDir
    Path base;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @BeforeEach
    void makeInstance() throws IOException {
        Files.createDirectories(base.resolve("run"));
        Files.createDirectories(base.resolve("etc"));
        Files.createDirectories(base.resolve("var/spool/drop"));
    }

    private int run(String input, String program, String... words) {
        return run(new ByteArrayInputStream(input.getBytes(ISO_8859_1)), output, program, words);
    }

    private int run(InputStream input, OutputStream out, String program, String... words) {
        return new Programs(base, 60_000, new Streams(input, out, error)).run(program, List.of(words));
    }

    private FakeRouter router(String socket, String script) throws IOException {
        return new FakeRouter(base.resolve("run").resolve(socket), script);
    }

    private String dropped() throws IOException {
        try (Stream<Path> files = Files.list(base.resolve("var/spool/drop"))) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            assertTrue(all.get(0).getFileName().toString().matches("[0-9a-f]{32}"), "a name that cannot be guessed");
            assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(all.get(0))));
            return Files.readString(all.get(0), ISO_8859_1).replaceAll("E\\x00\\x00\\x00.[A-Z]+=[^\\x00]*(?=[GE]\\x00)", "");
        }
    }

    private static String frames(String... frames) {
        StringBuilder text = new StringBuilder();
        for (String frame : frames) {
            text.append(new String(FakeRouter.frame(frame.charAt(0), frame.substring(1)), ISO_8859_1));
        }
        return text.toString();
    }

    @Test
    void inputIsSentWhenItIsWanted() throws Exception {
        try (FakeRouter router = router("submit", "Ohello |Rbad\n|W|W|Oworld\n|X\u0003")) {
            assertEquals(3, run("Subject: x\n\ncaf\u00e9", "sendmail", "-i", "caf\u00c3\u00a9"));
            assertEquals("Asendmail|A-i|Acaf\u00c3\u00a9|G|DSubject: x\n\ncaf\u00e9|Z|", router.received());
        }
        assertEquals("hello world\n", output.toString());
        assertEquals("bad\n", error.toString());
    }

    @Test
    void inputThatIsNotWantedIsNotRead() throws Exception {
        InputStream tripwire = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("read");
            }
        };
        try (FakeRouter router = router("submit", "Oqueue|X\u0000")) {
            assertEquals(0, run(tripwire, output, "mailq"));
            assertEquals("Asendmail|A-bp|G|", router.received());
        }
        try (FakeRouter router = router("control", "W|X\u0000")) {
            assertEquals(74, run(tripwire, output, "fingerpost", "console"));
        }
        assertEquals("console: standard input: read\n", error.toString());
    }

    @Test
    void commandsPreferTheControlSocket() throws Exception {
        try (FakeRouter control = router("control", "X\u0000"); FakeRouter submit = router("submit", "X\u0009")) {
            assertEquals(0, run("", "/usr/bin/newaliases"));
            assertEquals("Asendmail|A-bi|G|", control.received());
            control.close();
            assertEquals(9, run("", "fingerpost", "--base", base.toString(), "status"));
            assertEquals("Astatus|G|", submit.received());
        }
    }

    @Test
    void outputThatNobodyReadsEndsTheCallQuietly() throws Exception {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (FakeRouter router = router("submit", "Oqueue|X\u0000")) {
            assertEquals(74, run(InputStream.nullInputStream(), closed, "mailq"));
        }
        assertEquals("", error.toString());
        Files.delete(base.resolve("run/submit"));
        try (FakeRouter router = router("submit", "Rerror|X\u0005")) {
            Streams deaf = new Streams(InputStream.nullInputStream(), closed, closed);
            assertEquals(5, new Programs(base, 60_000, deaf).run("sendmail", List.of("joe")), "errors may go unread");
        }
    }

    @Test
    void aRouterThatGoesAwayIsATemporaryFailure() throws Exception {
        try (FakeRouter router = router("submit", "W")) {
            assertEquals(75, run("x", "sendmail", "joe"));
        }
        assertEquals("sendmail: the router has gone: it closed the connection\n", error.toString());
    }

    @Test
    void aRouterThatDoesNotAnswerIsATemporaryFailure() throws Exception {
        try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            mute.bind(UnixDomainSocketAddress.of(base.resolve("run/submit")));
            Streams streams = new Streams(InputStream.nullInputStream(), output, error);
            assertEquals(75, new Programs(base, 50, streams).run("sendmail", List.of("joe")));
        }
        assertEquals("sendmail: the router does not answer\n", error.toString());
    }

    @Test
    void aMessageForARouterThatIsDownIsLeftForIt() throws IOException {
        assertEquals(0, run("a\n.\nb", "sendmail", "-f", "me", "joe"));
        assertEquals(frames("Asendmail", "A-f", "Ame", "Ajoe", "G", "Da\n.\n", "Z"), dropped());
        assertEquals("", output.toString() + error);
    }

    @Test
    void whatTheDeadRouterLeftIsNoRouter() throws IOException {
        router("submit", "X\u0000").close();
        assertEquals(0, run("a", "sendmail", "joe"));
        assertEquals(frames("Asendmail", "Ajoe", "G", "Da", "Z"), dropped());
    }

    @Test
    void withoutAFolderToLeaveItInItIsATemporaryFailure() throws IOException {
        Files.delete(base.resolve("var/spool/drop"));
        assertEquals(75, run("a", "sendmail", "joe"));
        assertEquals("sendmail: the router is not running, and the message cannot be left in " + base + "/var/spool/drop:"
                + " there is no such folder\n", error.toString());
        error.reset();
        assertEquals(75, new Programs(null, 50, new Streams(InputStream.nullInputStream(), output, error))
                .run("sendmail", List.of("joe")));
        assertEquals("sendmail: which instance? FINGERPOST_BASE is not set\n", error.toString());
    }

    @Test
    void anInputThatCannotBeReadLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        assertEquals(75, run(broken, output, "sendmail", "joe"));
        try (Stream<Path> files = Files.list(base.resolve("var/spool/drop"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void whatTheRouterWouldRefuseIsNotLeftForIt() throws IOException {
        assertEquals(64, run("a", "sendmail"));
        assertEquals(64, run("a", "sendmail", "-X/tmp/log", "joe"));
        assertEquals(64, run("a", "sendmail", "--help"));
        assertEquals("sendmail: Recipient names must be specified\nsendmail: option -X is not supported in this version\n"
                + "sendmail: unknown option --help\n", error.toString());
    }

    @Test
    void theOtherCommandsSayThatTheRouterIsDown() throws IOException {
        assertEquals(75, run("", "mailq"));
        assertEquals(75, run("", "sendmail", "-bv", "joe"));
        assertEquals(111, run("", "newaliases"), "for bin/sendmail, which goes on without a router");
        assertEquals(3, run("", "fingerpost", "status"));
        assertEquals(0, run("", "fingerpost", "stop"));
        assertEquals(7, run("", "fingerpost", "reload"));
        assertEquals(69, run("", "fingerpost", "queue", "list"));
        assertEquals(64, run("", "fingerpost"));
        assertEquals("not running\nnot running\n", output.toString());
        assertEquals("""
                mailq: the router of B is not running
                sendmail: the router of B is not running
                fingerpost reload: the router of B is not running
                fingerpost queue: the router of B is not running
                usage: fingerpost [--base DIR] COMMAND [ARGUMENT...]
                """, error.toString().replace(base.toString(), "B"));
    }

    @Test
    void aMissingInstanceIsNamed() {
        assertEquals(69, run("", "fingerpost", "--base", base + "/none", "queue", "list"));
        assertEquals("fingerpost queue: there is no instance " + base + "/none\n", error.toString());
    }

    @Test
    void uucpMailHasItsPathAsSender() throws IOException {
        assertEquals(0, run("From b!joe Sat Jan 1 remote from c\n>From x Fri remote from a\nSubject: x\n\n.\n", "rmail", "ann",
                "bob"));
        assertEquals(frames("Asendmail", "A-i", "A-f", "Ac!a!x", "A--", "Aann", "Abob", "G", "DSubject: x\n", "D\n.\n", "Z"),
                dropped());
    }

    @Test
    void uucpMailWithoutFromLineIsRefused() {
        assertEquals(65, run("Subject: x\n", "rmail", "ann"));
        assertEquals(64, run("From x\n", "rmail"));
    }
}
