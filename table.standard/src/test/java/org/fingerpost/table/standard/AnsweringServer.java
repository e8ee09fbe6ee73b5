package org.fingerpost.table.standard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Answers requests as the test says, one connection at a time or more. */
final class AnsweringServer implements AutoCloseable {

    private final ServerSocketChannel listener;
    private final Function<String, String> answers;
    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    /** How many requests a connection may bring. */
    private final int patience;

    AnsweringServer(SocketAddress address, int patience, Function<String, String> answers) throws IOException {
        this.listener = address instanceof UnixDomainSocketAddress ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        this.patience = patience;
        this.answers = answers;
        listener.bind(address);
        Thread thread = new Thread(this::accept, "socketmap server");
        thread.setDaemon(true);
        thread.start();
    }

    static AnsweringServer onLoopback(int patience, Function<String, String> answers) throws IOException {
        return new AnsweringServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), patience, answers);
    }

    /** A port that is taken and where nobody listens: no other program gets it. */
    static Socket portOfNobody() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                connections.incrementAndGet();
                open.add(channel);
                Thread thread = new Thread(() -> serve(channel), "socketmap connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            for (int n = 0; n < patience; n++) {
                String request = request(channel);
                if (request == null) {
                    return;
                }
                requests.add(request);
                channel.write(ByteBuffer.wrap(answers.apply(request).getBytes(StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException e) {
            // the client went
        }
    }

    private static String request(SocketChannel channel) throws IOException {
        ByteBuffer octet = ByteBuffer.allocate(1);
        StringBuilder text = new StringBuilder();
        while (!isWhole(text.toString())) {
            if (channel.read(octet.clear()) < 0) {
                return null;
            }
            text.append((char) (octet.get(0) & 0xff));
        }
        return text.toString();
    }

    /** A netstring, or a line. */
    private static boolean isWhole(String text) {
        return text.endsWith("\n") || text.matches("(?s)\\d+:.*,")
                && text.length() >= Integer.parseInt(text.substring(0, text.indexOf(":")));
    }

    String port() throws IOException {
        return String.valueOf(((InetSocketAddress) listener.getLocalAddress()).getPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
    }
}
