package org.fingerpost.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Takes one connection on a real socket, answers as scripted, and keeps what it was sent. */
final class FakeRouter implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Thread thread;
    private final StringBuilder received = new StringBuilder();

    /** @param script one frame after the other: its type and its text, separated by bars; after {@code W} a frame is awaited */
    FakeRouter(Path socket, String script) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        thread = new Thread(() -> serve(script), "fake-router");
        thread.start();
    }

    private void serve(String script) {
        try (SocketChannel channel = server.accept()) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            while (receive(in) != 'G') {
                continue;
            }
            for (String frame : script.split("\\|")) {
                channel.write(ByteBuffer.wrap(frame(frame.charAt(0), frame.substring(1))));
                if (frame.equals("W")) {
                    receive(in);
                }
            }
        } catch (IOException e) {
            received.append(e);
        }
    }

    private int receive(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        received.append((char) type).append(new String(in.readNBytes(in.readInt()), ISO_8859_1)).append('|');
        return type;
    }

    static byte[] frame(int type, String text) {
        byte[] payload = text.getBytes(ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(type);
        out.writeBytes(ByteBuffer.allocate(4).putInt(payload.length).array());
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** What came, once the connection has ended; variables left out. */
    String received() throws InterruptedException {
        thread.join(10_000);
        return received.toString().replaceAll("E[A-Z]+=[^|]*\\|", "");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
