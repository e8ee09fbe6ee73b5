package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of a message as it is written after DATA, header, empty line, body and final dot, a chunk at a time: never more
 * than a chunk is in memory. Opens the body with the first chunk. Used by one thread after another; {@link #next} waits for
 * the disk.
 */
final class ContentChunks {

    /** Read at once; what is written is larger by an octet or two for some lines. */
    static final int READ = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ContentChunks.class);

    /** With the empty line. */
    private final byte[] header;
    private final Body body;
    private final DotStuffing stuffing = new DotStuffing();
    /** How much of header and body has been read. */
    private long taken;
    private InputStream in;
    private boolean ended;

    ContentChunks(Message message) {
        byte[] fields = message.header().toBytes();
        header = Arrays.copyOf(fields, fields.length + 2);
        header[fields.length] = '\r';
        header[fields.length + 1] = '\n';
        body = message.body();
    }

    /** Octets of all before dot-stuffing. */
    long size() {
        return header.length + body.size();
    }

    /** Whether the last chunk, with the final dot, has been given. */
    boolean ended() {
        return ended;
    }

    /** The next chunk; at least one octet. Not called after the last one. */
    ByteBuffer next() throws IOException {
        if (in == null) {
            in = body.open();
        }
        // One more than there should be: what comes short of it is the end.
        int wanted = (int) Math.min(READ, Math.max(size() - taken, 0) + 1);
        byte[] piece = new byte[wanted + DotStuffing.END];
        int ofHeader = (int) Math.min(wanted, Math.max(header.length - taken, 0));
        System.arraycopy(header, (int) Math.min(taken, header.length), piece, 0, ofHeader);
        int length = ofHeader + in.readNBytes(piece, ofHeader, wanted - ofHeader);
        taken += length;
        ended = length < wanted;
        if (ended) {
            close();
        }
        return stuffing.convert(piece, length, ended);
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
}
