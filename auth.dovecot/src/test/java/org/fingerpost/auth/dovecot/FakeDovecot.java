package org.fingerpost.auth.dovecot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Greets as Dovecot 2.3 does, writes down what it hears, and gives one answer for each request. */
final class FakeDovecot implements AutoCloseable {

    private static final String GREETING = "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nMECH\tANONYMOUS\tanonymous\n"
            + "MECH\tSCRAM-SHA-256\tmutual-auth\nMECH\tEXTERNAL\tprivate\nSPID\t42\nCUID\t1\nCOOKIE\tabc\nDONE\n";

    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    /** {@code ID} is the number of the request; several lines may be in one; an empty one is no answer. */
    final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private volatile SocketChannel client;

    FakeDovecot(Path socket) throws IOException {
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(this::run, "fake-dovecot");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (server.isOpen()) {
            try (SocketChannel accepted = server.accept()) {
                client = accepted;
                say(GREETING);
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(accepted), StandardCharsets.ISO_8859_1));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    heard.add(line);
                    answer(line.split("\t"));
                }
            } catch (IOException e) {
                continue; // closed by us or by the other side
            }
        }
    }

    private void answer(String[] words) throws IOException {
        if (words[0].equals("AUTH") || words[0].equals("CONT")) {
            String answer = answers.poll();
            if (answer != null && !answer.isEmpty()) {
                say(answer.replace("ID", words[1]) + "\n");
            }
        }
    }

    private void say(String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    String heard() throws InterruptedException {
        return heard.poll(30, TimeUnit.SECONDS);
    }

    void skipHandshake() throws InterruptedException {
        heard();
        heard();
    }

    void hangUp() throws IOException {
        client.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (client != null) {
            client.close();
        }
    }
}
