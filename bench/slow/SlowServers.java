import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Ten thousand mail servers that stop talking, in one thread, and who sends mail to them. For bench/slow-servers.
 *
 * <p>{@code serve PORT STAGE}: all addresses in 127.1.0.0/16 are servers that say nothing from a stage on: greeting, mail, data
 * or dot. Those in 127.2.0.0/16 take their mail at once. Each line on the standard input is answered with the number of
 * connections that hang, of messages taken at once, and how long half and 95 of 100 of these took from their sender, in
 * milliseconds.
 *
 * <p>{@code send PORT COUNT NETWORK OCTETS PAUSE}: so many messages, each to a server of its own in that network (1 or 2).
 */
public final class SlowServers {

    private static final int DATA = 1;
    private static final int SLOW = 1;

    private final Selector selector = Selector.open();
    private final String stage;
    private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
    private volatile int hanging;

    /** One connection. */
    private static final class Peer {
        boolean slow;
        boolean hangs;
        int state;
        long sent;
        final StringBuilder line = new StringBuilder();
    }

    private SlowServers(int port, String stage) throws IOException {
        this.stage = stage;
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(port), 10_000);
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("send")) {
            send(Integer.parseInt(args[1]), Integer.parseInt(args[2]), args[3], Integer.parseInt(args[4]),
                    Long.parseLong(args[5]));
            return;
        }
        SlowServers servers = new SlowServers(Integer.parseInt(args[1]), args[2]);
        Thread thread = new Thread(servers::serve, "servers");
        thread.setDaemon(true);
        thread.start();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            System.out.println(servers.report());
        }
    }

    private String report() {
        List<Long> sorted = new ArrayList<>(latencies);
        Collections.sort(sorted);
        return hanging + " " + sorted.size() + (sorted.isEmpty() ? " - -"
                : " " + sorted.get(sorted.size() / 2) + " " + sorted.get(sorted.size() * 95 / 100));
    }

    private void serve() {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (true) {
            try {
                selector.select();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            for (SelectionKey key : selector.selectedKeys()) {
                try {
                    if (key.isAcceptable()) {
                        accept(((ServerSocketChannel) key.channel()).accept());
                    } else {
                        read(key, buffer);
                    }
                } catch (IOException e) {
                    close(key);
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void accept(SocketChannel channel) throws IOException {
        InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        if (!local.isLoopbackAddress()) {
            channel.close();
            return;
        }
        Peer peer = new Peer();
        peer.slow = local.getAddress()[1] == SLOW;
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, peer);
        answer(channel, peer, "greeting", "220 slow.test");
    }

    private void read(SelectionKey key, ByteBuffer buffer) throws IOException {
        Peer peer = (Peer) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        buffer.clear();
        if (channel.read(buffer) < 0) {
            close(key);
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            char c = (char) (buffer.get() & 0xff);
            if (c == '\n') {
                line(channel, peer, peer.line.toString().trim());
                peer.line.setLength(0);
            } else {
                peer.line.append(c);
            }
        }
    }

    private void line(SocketChannel channel, Peer peer, String line) throws IOException {
        if (peer.state == DATA) {
            if (line.startsWith("Subject: ")) {
                peer.sent = Long.parseLong(line.substring("Subject: ".length()));
            } else if (line.equals(".")) {
                peer.state = 0;
                if (!peer.slow) {
                    latencies.add(System.currentTimeMillis() - peer.sent);
                }
                answer(channel, peer, "dot", "250 2.0.0 taken");
            }
        } else if (line.startsWith("DATA")) {
            answer(channel, peer, "data", "354 go on");
            peer.state = DATA;
        } else if (line.startsWith("EHLO")) {
            answer(channel, peer, "ehlo", "250-slow.test\r\n250-PIPELINING\r\n250 SIZE 10000000");
        } else if (line.startsWith("MAIL")) {
            answer(channel, peer, "mail", "250 2.1.0 ok");
        } else {
            answer(channel, peer, "other", "250 2.0.0 ok");
        }
    }

    private void answer(SocketChannel channel, Peer peer, String at, String reply) throws IOException {
        if (peer.slow && !peer.hangs && at.equals(stage)) {
            peer.hangs = true;
            hanging++;
        }
        if (!peer.hangs) {
            channel.write(ByteBuffer.wrap((reply + "\r\n").getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void close(SelectionKey key) {
        if (key.attachment() instanceof Peer peer && peer.hangs) {
            hanging--;
        }
        try {
            key.channel().close();
        } catch (IOException e) {
            // gone
        }
    }

    private static void send(int port, int count, String network, int octets, long pause) throws Exception {
        String body = ("x".repeat(70) + "\r\n").repeat(Math.max(1, octets / 72));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            PrintStream out = new PrintStream((OutputStream) socket.getOutputStream(), false, StandardCharsets.US_ASCII);
            expect(in, "220");
            say(in, out, "EHLO bench.test", "250");
            for (int i = 0; i < count; i++) {
                String domain = "[127." + network + "." + (i / 250 + 1) + "." + (i % 250 + 1) + "]";
                say(in, out, "MAIL FROM:<a@a.test>", "250");
                say(in, out, "RCPT TO:<b@" + domain + ">", "250");
                say(in, out, "DATA", "354");
                say(in, out, "Subject: " + System.currentTimeMillis() + "\r\n\r\n" + body + ".", "250");
                Thread.sleep(pause);
            }
            say(in, out, "QUIT", "221");
        }
    }

    private static void say(BufferedReader in, PrintStream out, String text, String code) throws IOException {
        out.print(text + "\r\n");
        out.flush();
        expect(in, code);
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("the router says " + line);
        }
    }
}
