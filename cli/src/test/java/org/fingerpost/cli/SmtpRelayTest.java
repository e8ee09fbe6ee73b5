package org.fingerpost.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SmtpRelayTest {

    @TempDir
    private Path base;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @BeforeEach
    void makeInstance() throws IOException {
        Files.createDirectories(base.resolve("run"));
    }

    private interface Script {
        void play(InputStream in, OutputStream out) throws IOException;
    }

    /** A router that has one session; gives what the session ended with. */
    private CompletableFuture<Void> router(Script script) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(base.resolve("run/smtp")));
        return CompletableFuture.runAsync(() -> {
            try (server; SocketChannel channel = server.accept()) {
                script.play(Channels.newInputStream(channel), Channels.newOutputStream(channel));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    private int run(InputStream input, OutputStream out, String... words) {
        return new Programs(base, 60_000, new Streams(input, out, error)).run("sendmail", List.of(words));
    }

    private int run(String input, String... words) {
        return run(new ByteArrayInputStream(input.getBytes(ISO_8859_1)), output, words);
    }

    @Test
    void bothSidesHearEachOther() throws Exception {
        StringBuilder heard = new StringBuilder();
        CompletableFuture<Void> router = router((in, out) -> {
            say(out, "220 hello\r\n");
            heard.append(new String(in.readNBytes(6), ISO_8859_1));
            say(out, "221 bye\r\n");
        });

        assertEquals(Exit.OK, run("QUIT\r\n", "-bs", "-oi", "-f", "somebody"));
        router.get(30, TimeUnit.SECONDS);
        assertEquals("QUIT\r\n", heard.toString());
        assertEquals("220 hello\r\n221 bye\r\n", output.toString(ISO_8859_1));
        assertEquals("", error.toString(ISO_8859_1));
    }

    @Test
    void theEndOfTheInputIsPassedOn() throws Exception {
        StringBuilder heard = new StringBuilder();
        CompletableFuture<Void> router = router((in, out) -> {
            say(out, "220 hello\r\n");
            heard.append(new String(in.readAllBytes(), ISO_8859_1));
            say(out, "250 later\r\n");
        });

        assertEquals(Exit.OK, run("HELO x\r\n", "-bs"));
        router.get(30, TimeUnit.SECONDS);
        assertEquals("HELO x\r\n", heard.toString());
        assertEquals("220 hello\r\n250 later\r\n", output.toString(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "220 hello; 421 too long, 75",
        "220 hello; 221 bye, 0",
        "421 no, 75",
        "220 hello, 75"})
    void theExitStatusSaysWhetherTheRouterEndedIt(String replies, int status) throws Exception {
        PipedOutputStream silence = new PipedOutputStream();
        CompletableFuture<Void> router = router((in, out) -> say(out, replies.replace("; ", "\r\n") + "\r\n"));

        assertEquals(status, run(new PipedInputStream(silence), output, "-bs"));
        router.get(30, TimeUnit.SECONDS);
    }

    @Test
    void withoutARouterThereIsARefusalForPeopleAndPrograms() {
        assertEquals(Exit.TEMPFAIL, run("EHLO x\r\n", "-bs"));
        assertTrue(output.toString(ISO_8859_1).matches("421 4\\.3\\.2 [^\r\n]+\r\n"), output.toString(ISO_8859_1));
        assertEquals("sendmail: the router of " + base + " is not running\n", error.toString(ISO_8859_1));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertEquals(Exit.USAGE, run("", "-bs", "somebody"));
        assertEquals(Exit.USAGE, run("", "-bs", "-X", "/tmp/log"));
        assertEquals("", output.toString(ISO_8859_1));
    }

    @Test
    void nobodyWhoReadsIsAnError() throws Exception {
        CompletableFuture<Void> router = router((in, out) -> {
            say(out, "220 hello\r\n");
            in.readAllBytes();
        });
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertEquals(Exit.IOERR, run(new PipedInputStream(new PipedOutputStream()), closed, "-bs"));
        router.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "'HELO x|DATA|a|.|', 'HELO x\\r\\nDATA\\r\\na\\r\\n.\\r\\n'",
        "'HELO x^|BDAT 2|a|', 'HELO x\\r\\nBDAT 2\\na\\n'",
        "'^|a|', '\\r\\na\\n'",
        "'a|b^|^', 'a\\r\\nb\\r\\n\\r'"})
    void linesOfAUnixProgramGetTheirEnds(String input, String passed) {
        String octets = input.replace('|', '\n').replace('^', '\r');
        String expected = passed.replace("\\r", "\r").replace("\\n", "\n");

        byte[] all = octets.getBytes(ISO_8859_1);
        assertEquals(expected, new String(new LineEnds().convert(all, all.length), ISO_8859_1));
        LineEnds oneByOne = new LineEnds();
        StringBuilder converted = new StringBuilder();
        for (byte octet : all) {
            converted.append(new String(oneByOne.convert(new byte[] {octet}, 1), ISO_8859_1));
        }
        assertEquals(expected, converted.toString());
    }
}
