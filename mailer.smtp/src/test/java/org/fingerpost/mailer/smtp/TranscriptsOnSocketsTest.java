package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The transcripts that a server on a real socket can play: one small message, no clock, no TLS. */
final class TranscriptsOnSocketsTest extends MailerOnSockets {

    private static final Pattern CHUNK = Pattern.compile("BDAT (\\d+)( LAST)?");
    /** What only the transcript's own player can do, or what the message of this test does not have. */
    private static final Predicate<String> NOT_HERE = Pattern.compile(
            "! (keep|next|from|size|8bit|header-8bit|authenticated|dsn|tls"
            + "|no-tls).*|E: (timeout|stop|quit|insecure|secured|chunk).*|O: unheard|C: MAIL.* SIZE=.*|.*%[0-9A-F]{2}.*"
            + "|! to .*|! param (REQUIRETLS|SMTPUTF8).*|C: AUTH SCRAM.*").asMatchPredicate();

    /** Where all depends on what comes first, which a socket does not say. */
    private static final Predicate<Path> RACE = file -> file.getFileName().toString()
            .matches("(early|acceptance-before|bdat-taken-before|bdat-refused-while|replies-before|refusal-in-mid|content-not).*");

    static List<Path> transcripts() throws IOException, URISyntaxException {
        return TranscriptTest.transcripts().stream().filter(RACE.negate())
                .filter(file -> lines(file).stream().noneMatch(NOT_HERE)).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void useEachConnectionOnce() {
        use(mailer(new Reuse(Duration.ZERO, LONG, 1, 1, 1)));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goesAsWrittenDown(Path file) throws Exception {
        List<String> lines = lines(file);
        CompletableFuture<List<String>> heard = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(peer -> play(lines, peer, heard))) {
            check(lines, deliver(delivery(lines, TestDelivery.to(server.host()))).get(0), heard);
        }
    }

    /** Every third one. */
    static Stream<Path> some() throws IOException, URISyntaxException {
        List<Path> all = transcripts();
        return IntStream.range(0, all.size()).filter(i -> i % 3 == 0).mapToObj(all::get);
    }

    @ParameterizedTest
    @MethodSource("some")
    void goesTheSameByAUnixSocket(Path file, @TempDir Path folder) throws Exception {
        List<String> lines = lines(file);
        CompletableFuture<List<String>> heard = new CompletableFuture<>();
        Path path = folder.resolve("smtp");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(path));
            CompletableFuture.runAsync(() -> {
                try (SocketChannel channel = listening.accept()) {
                    play(lines, new ScriptedServer.Peer(Channels.newInputStream(channel),
                            Channels.newOutputStream(channel)), heard);
                } catch (IOException e) {
                    heard.completeExceptionally(e);
                }
            });
            TestDelivery delivery = TestDelivery.to("there").arguments("FILE", path.toString()).mailer("[IPC]", "mDFMuX");
            check(lines, deliver(delivery(lines, delivery)).get(0), heard);
        }
    }

    private static void check(List<String> lines, Outcome outcome, CompletableFuture<List<String>> heard) throws Exception {
        List<String> expected = lines.stream().filter(line -> line.startsWith("C: ")).map(line -> line.substring(3)).toList();
        String outcomes = String.join("\n", lines.stream().filter(line -> line.startsWith("O: ")).toList());
        assertTrue(outcomes.contains(outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + outcome.status()),
                () -> outcome + " where " + outcomes);
        assertEquals(expected, heard.get(30, TimeUnit.SECONDS));
    }

    private static TestDelivery delivery(List<String> lines, TestDelivery delivery) {
        delivery.setting("smtp.tls", "none");
        for (String line : lines) {
            String[] words = line.split(" ", 4);
            if (words[0].equals("!")) {
                switch (words[1]) {
                    case "flags" -> delivery.flags(words[2]);
                    case "chunking" -> delivery.setting("smtp.chunking", "yes");
                    case "param" -> delivery.parameter(words[2].split("=")[0], words[2].split("=")[1]);
                    case "auth" -> delivery.setting("smtp.auth.user", words[2])
                                .setting("smtp.auth.password", words[3].split(" ")[0])
                            .setting("smtp.auth.mechanisms", words[3].contains(" ") ? words[3].split(" ", 2)[1] : "");
                    case "auth.plaintext" -> delivery.setting("smtp.auth.plaintext", "yes");
                    default -> throw new IllegalArgumentException(line);
                }
            }
        }
        return delivery;
    }

    /** @param heard the commands, once the transcript is at its end */
    private static void play(List<String> lines, ScriptedServer.Peer peer, CompletableFuture<List<String>> heard)
            throws IOException {
        List<String> commands = new ArrayList<>();
        try {
            for (String line : lines) {
                if (line.equals("E: lost")) {
                    break;
                } else if (line.startsWith("S: ")) {
                    peer.say(line.substring(3));
                } else if (line.startsWith("C: ")) {
                    commands.add(peer.readLine());
                } else if (line.equals("C! content")) {
                    takeContent(lines, peer);
                } else if (line.equals("C! chunk")) {
                    takeChunk(peer);
                } else if (line.equals("C! close")) {
                    peer.readToEnd();
                }
            }
        } catch (IOException gone) {
            // The client drops what it has no use for; a reset may come before our last line is out.
        }
        heard.complete(commands);
    }

    private static void takeContent(List<String> lines, ScriptedServer.Peer peer) throws IOException {
        if (lines.contains("E: written")) {
            assertEquals("Subject: test\r\n\r\nhello\r\n", peer.readContent());
        }
    }

    private static void takeChunk(ScriptedServer.Peer peer) throws IOException {
        Matcher command = CHUNK.matcher(peer.readLine());
        if (command.matches()) {
            assertEquals("Subject: test\r\n\r\nhello\r\n", peer.readOctets(Integer.parseInt(command.group(1))));
        }
    }

    @Test
    void thereAreMany() throws Exception {
        assertTrue(transcripts().size() >= 100, () -> "only some");
    }
}
