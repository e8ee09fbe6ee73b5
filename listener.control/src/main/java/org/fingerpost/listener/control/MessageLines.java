package org.fingerpost.listener.control;

import java.io.IOException;
import java.io.InputStream;
import org.fingerpost.api.submit.Content;

/**
 * Brings a message from standard input into wire form: every line ends with CRLF, whether it came with LF or CRLF, the last one
 * too. A CR that belongs to no line end stays. How the input is cut into pieces makes no difference. Of one thread, used once.
 */
final class MessageLines {

    private static final int CHUNK = 32 * 1024;

    private final Content content;
    private final boolean dotEnds;
    private final byte[] out = new byte[2 * CHUNK + 4];
    private int filled;
    private boolean lineStart = true;
    /** The line is a single dot so far; nothing of it is written yet. */
    private boolean heldDot;
    /** A CR has come that may begin a line end. */
    private boolean heldCr;
    private boolean ended;

    /** @param dotEnds whether a line of a single dot ends the message */
    MessageLines(Content content, boolean dotEnds) {
        this.content = content;
        this.dotEnds = dotEnds;
    }

    /** Takes everything up to the end of the message; what follows a line of a single dot is not read further. */
    void copy(InputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int n = in.read(chunk);
        while (n >= 0 && !ended) {
            take(chunk, n);
            n = ended ? -1 : in.read(chunk);
        }
        finish();
    }

    private void take(byte[] chunk, int length) {
        for (int i = 0; i < length && !ended; i++) {
            take(chunk[i]);
        }
        flush();
    }

    private void take(byte octet) {
        if (octet == '\n') {
            heldCr = false;
            endLine();
            return;
        }
        if (heldCr) {
            heldCr = false;
            put('\r');
        }
        if (octet == '\r') {
            heldCr = true;
        } else if (octet == '.' && dotEnds && lineStart) {
            lineStart = false;
            heldDot = true;
        } else {
            put(octet);
        }
    }

    private void put(int octet) {
        if (heldDot) {
            heldDot = false;
            out[filled++] = '.';
        }
        out[filled++] = (byte) octet;
        lineStart = false;
    }

    private void endLine() {
        if (heldDot) {
            ended = true;
            return;
        }
        out[filled++] = '\r';
        out[filled++] = '\n';
        lineStart = true;
    }

    private void finish() {
        if (!ended && (heldCr || !lineStart)) {
            endLine();
        }
        flush();
    }

    private void flush() {
        if (filled > 0) {
            content.write(out, 0, filled);
            filled = 0;
        }
    }
}
