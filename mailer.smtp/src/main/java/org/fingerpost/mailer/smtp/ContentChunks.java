package org.fingerpost.mailer.smtp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;

import org.fingerpost.api.mail.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of a message as it is written after DATA, header, empty line, body and final dot, a chunk at a time: never more
 * than a chunk is in memory. Opens the body with the first chunk. Used by one thread after another; {@link #next} waits for
 * the disk.
 */
final class ContentChunks {

    /** Read at once; what is written is larger by an octet or two for each line. */
    static final int READ = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ContentChunks.class);

    private final Message message;
    private final DotStuffing stuffing = new DotStuffing();
    private InputStream in;
    private boolean ended;

    ContentChunks(Message message) {
        this.message = message;
    }

    /** Whether the last chunk, with the final dot, has been given. */
    boolean ended() {
        return ended;
    }

    /** The next chunk; at least one octet. Not called after the last one. */
    ByteBuffer next() throws IOException {
        if (in == null) {
            in = open();
        }
        byte[] piece = in.readNBytes(READ);
        boolean last = piece.length < READ;
        byte[] out = new byte[DotStuffing.bound(piece)];
        int length = stuffing.convert(piece, last, out);
        if (last) {
            close();
            ended = true;
        }
        return ByteBuffer.wrap(out, 0, length);
    }

    /** Harmless before the first chunk and after the last one. */
    void close() {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            LOG.warn("a message that was being sent cannot be closed", e);
        }
    }

    private InputStream open() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(message.header().toBytes());
        header.write('\r');
        header.write('\n');
        return new SequenceInputStream(new ByteArrayInputStream(header.toByteArray()), message.body().open());
    }
}
