package org.fingerpost.itest.recorded;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.itest.process.Shell;

/** Gives a router commands as {@code bin/sendmail} and {@code bin/fingerpost} do, without a JVM for each. */
final class ControlClient {

    private static final int MAX_PAYLOAD = 64 * 1024;

    private final Path socket;

    ControlClient(Path socket) {
        this.socket = socket;
    }

    Shell.Result run(List<String> words, List<String> environment, byte[] input) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
            ByteArrayOutputStream command = new ByteArrayOutputStream();
            for (String word : words) {
                frame(new DataOutputStream(command), 'A', word.getBytes(StandardCharsets.ISO_8859_1), 0);
            }
            for (String variable : environment) {
                frame(new DataOutputStream(command), 'E', variable.getBytes(StandardCharsets.ISO_8859_1), 0);
            }
            frame(new DataOutputStream(command), 'G', new byte[0], 0);
            out.write(command.toByteArray());
            return answers(new DataInputStream(Channels.newInputStream(channel)), out, input);
        }
    }

    private static Shell.Result answers(DataInputStream in, DataOutputStream out, byte[] input) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int sent = 0;
        while (true) {
            int type = in.readUnsignedByte();
            byte[] payload = in.readNBytes(in.readInt());
            switch (type) {
                case 'O' -> output.writeBytes(payload);
                case 'R' -> error.writeBytes(payload);
                case 'W' -> sent += frame(out, sent < input.length ? 'D' : 'Z', input, sent);
                case 'X' -> {
                    return new Shell.Result(payload[0] & 0xff, output.toString(StandardCharsets.ISO_8859_1),
                            error.toString(StandardCharsets.ISO_8859_1));
                }
                default -> throw new IOException("a frame of type " + type);
            }
        }
    }

    /** How much of {@code octets} went into the frame. */
    private static int frame(DataOutputStream out, int type, byte[] octets, int from) throws IOException {
        int length = Math.min(octets.length - from, MAX_PAYLOAD);
        out.writeByte(type);
        out.writeInt(length);
        out.write(octets, from, length);
        out.flush();
        return length;
    }
}
