package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.Test;

/** Many clients, large messages, a post office that is slow and clients that do not read. */
class LoadTest extends OnRealSockets {

    @Test
    void fiveHundredIdleSessionsNeedNoThreads() throws IOException {
        int port = start(settings(1, 1000, 1000));
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                clients.add(Client.greeted(port));
            }
            long threads = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("smtp-in-")
                    && !t.getName().startsWith("smtp-in-io") && !t.getName().startsWith("smtp-in-clock")).count();
            assertTrue(threads <= 1, () -> threads + " threads");
            for (Client client : clients) {
                client.send("NOOP\r\n");
            }
            for (Client client : clients) {
                client.expect("250 2.0.0 ok");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Test
    void noThreadWaitsForACommit() throws Exception {
        BlockingQueue<CompletableFuture<Verdict>> commits = new LinkedBlockingQueue<>();
        office.commits = () -> {
            CompletableFuture<Verdict> commit = new CompletableFuture<>();
            commits.add(commit);
            return commit;
        };
        int port = start(settings(1, 100, 100));
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(Client.greeted(port).upToData().send("x\r\n.\r\nNOOP\r\n"));
        }
        for (int i = 0; i < 20; i++) {
            commits.poll(10, TimeUnit.SECONDS).complete(RecordingOffice.QUEUED);
        }
        for (Client client : clients) {
            client.expect("250 2.0.0 queued as Q00001", "250 2.0.0 ok");
            client.close();
        }
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends until the socket takes nothing more for a while, or {@code most} octets have gone. */
    private static long sendAllItTakes(SocketChannel channel, String octets, long most) throws IOException {
        ByteBuffer buffer = octets(octets);
        long sent = 0;
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (sent < most && selector.select(500) > 0) {
                selector.selectedKeys().clear();
                sent += channel.write(buffer);
                if (!buffer.hasRemaining()) {
                    buffer.rewind();
                }
            }
        }
        channel.configureBlocking(true);
        return sent;
    }

    private static SocketChannel rawClient(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 16 * 1024);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        return channel;
    }

    @Test
    void slowPostOfficeHoldsTheClientBack() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        office.beforeWrite = () -> slow.await(30, TimeUnit.SECONDS);
        int port = start(settings(2, 10, 10));
        long most = 64L << 20;
        String line = "x".repeat(998) + "\r\n";
        try (SocketChannel channel = rawClient(port)) {
            channel.write(octets("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"));
            long sent = sendAllItTakes(channel, line, most);
            assertTrue(sent < most, "taken without limit");
            slow.countDown();
            int missing = (int) ((line.length() - sent % line.length()) % line.length());
            channel.write(octets(line.substring(line.length() - missing) + ".\r\nQUIT\r\n"));
            String replies = new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(replies.contains("250 2.0.0 queued as Q00001\r\n221"), replies);
            assertEquals(sent + missing, office.accepted.get(0).length());
        }
    }

    @Test
    void clientThatNeverReadsIsHeldBack() throws Exception {
        int port = start(settings(1, 10, 10));
        long most = 64L << 20;
        try (SocketChannel channel = rawClient(port); Client other = Client.greeted(port)) {
            long sent = sendAllItTakes(channel, "NOOP\r\n", most);
            assertTrue(sent < most, "taken without limit");
            other.send("NOOP\r\n").expect("250 2.0.0 ok");
            channel.shutdownOutput();
            // It reads after all: what was taken is answered.
            String replies = new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(sent / 6, replies.split("250 2.0.0 ok\r\n", -1).length - 1);
        }
    }

    @Test
    void largeMessageArrivesWhole() throws IOException {
        int port = start();
        String line = "0123456789".repeat(7) + "\r\n";
        String content = line.repeat(100_000);
        try (Client client = Client.greeted(port).upToData()) {
            client.send(content).send(".\r\n").expect("250 2.0.0 queued as Q00001");
            assertEquals(content.length(), office.accepted.get(0).length());
            assertEquals(content, office.accepted.get(0));
        }
    }
}
