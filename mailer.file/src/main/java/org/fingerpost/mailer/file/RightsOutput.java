package org.fingerpost.mailer.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a file in somebody's name. What comes in is read elsewhere, in the router's. */
final class RightsOutput extends OutputStream {

    private final FileChannel channel;
    private final Rights rights;

    RightsOutput(FileChannel channel, Rights rights) {
        this.channel = channel;
        this.rights = rights;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets, offset, length);
        try {
            rights.call(() -> {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                return null;
            });
        } catch (UndeliverableException e) {
            throw new IOException(e);
        }
    }
}
