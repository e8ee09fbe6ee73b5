package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of a message as it is written, header, empty line, body and final dot, or each chunk with its BDAT before it: never
 * more than a chunk is in memory. Opens the body with the first chunk. Used by one thread after another; {@link #next} waits for
 * the disk.
 */
final class ContentChunks {

    /** Read at once; what is written is larger by an octet or two for some lines. */
    static final int READ = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ContentChunks.class);

    /** With the empty line. */
    private final byte[] header;
    private final Body body;
    private final ContentForm form;
    private final boolean sevenBit;
    private final DotStuffing stuffing;
    /** How much of header and body has been read. */
    private long taken;
    private InputStream in;
    private boolean ended;

    /** After DATA, as it is. */
    ContentChunks(Message message) {
        this(message, ContentForm.DOTS, false);
    }

    /** @param sevenBit whether the highest bit of each octet is dropped */
    ContentChunks(Message message, ContentForm form, boolean sevenBit) {
        this.form = form;
        this.sevenBit = sevenBit;
        this.stuffing = new DotStuffing(form == ContentForm.DOTS);
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

    ContentForm form() {
        return form;
    }

    /** Whether the last chunk has been given. */
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
        if (sevenBit) {
            strip(piece, length);
        }
        ByteBuffer octets = form == ContentForm.BINARY ? ByteBuffer.wrap(piece, 0, length)
                : stuffing.convert(piece, length, ended);
        return form.isChunked() ? chunk(octets) : octets;
    }

    /** Before anything is made of CR and LF, which may come of it. */
    private static void strip(byte[] piece, int length) {
        for (int i = 0; i < length; i++) {
            piece[i] &= 0x7f;
        }
    }

    /** RFC 3030 §2. */
    private ByteBuffer chunk(ByteBuffer octets) {
        String command = "BDAT " + octets.remaining() + (ended ? " LAST\r\n" : "\r\n");
        byte[] line = command.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(line.length + octets.remaining()).put(line).put(octets).flip();
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
