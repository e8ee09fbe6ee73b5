package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some of the transcripts, sent in pieces of any size through a socket: nothing that the shell does changes what is said. */
class TranscriptsOnSocketsTest extends OnRealSockets {

    private static final int EACH = 4;
    /** What was sent after that may cost a client the last replies. */
    private static final Pattern SENT_AWAY = Pattern.compile("closing\r\n|^421 |^554 5.5.0", Pattern.MULTILINE);
    private static final long SEED = 20_260_201;

    @TempDir
    private Path folder;

    static Stream<Path> some() throws IOException {
        return each(0);
    }

    static Stream<Path> others() throws IOException {
        return each(1);
    }

    /** Every fourth of those that a client can play and that end with its last word. */
    private static Stream<Path> each(int rest) throws IOException {
        List<Path> playable = Transcript.files().stream().filter(file -> {
            Transcript transcript = Transcript.read(file);
            return transcript.isPlain() && !SENT_AWAY.matcher(transcript.expected()).find();
        }).toList();
        return IntStream.range(0, playable.size()).filter(i -> i % EACH == rest).mapToObj(playable::get);
    }

    @ParameterizedTest
    @MethodSource("some")
    void play(Path file) throws Exception {
        Transcript transcript = Transcript.read(file);
        int port = start(transcript.office, settings(transcript.rules()));
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(30_000);
            send(transcript.sent().getBytes(StandardCharsets.ISO_8859_1), socket.getOutputStream());
            socket.shutdownOutput();
            String replies = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(transcript.expected(), Transcript.withoutDates(replies));
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void playByAUnixSocket(Path file) throws Exception {
        Transcript transcript = Transcript.read(file);
        Path path = folder.resolve("smtp");
        server = new SmtpServer(settings(transcript.rules()), startup, new ClientNames(new MachineLookup()), Optional.of(path));
        server.bind(transcript.office);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            send(transcript.sent().getBytes(StandardCharsets.ISO_8859_1), new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    write(new byte[] {(byte) octet}, 0, 1);
                }

                @Override
                public void write(byte[] octets, int offset, int length) throws IOException {
                    channel.write(ByteBuffer.wrap(octets, offset, length));
                }
            });
            channel.shutdownOutput();
            String replies = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(transcript.expected(), Transcript.withoutDates(replies));
        }
    }

    private static void send(byte[] octets, OutputStream out) throws IOException {
        Random random = new Random(SEED);
        for (int from = 0; from < octets.length;) {
            int length = Math.min(octets.length - from, 1 + random.nextInt(random.nextBoolean() ? 8 : 400));
            out.write(octets, from, length);
            out.flush();
            from += length;
        }
    }
}
