package org.fingerpost.mailer.smtp;

/**
 * Content in, the octets of the DATA phase out: the one place where lines get their ends and their dots (RFC 5321 §4.5.2).
 *
 * <p>What comes out holds CR and LF only as CRLF and the line {@code .} only as its end, whatever goes in and however it is cut:
 * a receiver that takes a bare CR or LF for a line end must not find an end of data that we did not write (SMTP smuggling).
 * A lone CR becomes a blank, a lone LF a CRLF. Not safe for threads.
 */
final class DotStuffing {

    private boolean atLineStart = true;
    /** The last octet was a CR; what it means depends on the next one. */
    private boolean heldCr;

    private byte[] out;
    private int length;

    /** How many octets this piece can become, the end included. */
    static int bound(byte[] piece) {
        int lines = 1;
        for (byte octet : piece) {
            if (octet == '\n' || octet == '\r') {
                lines++;
            }
        }
        return piece.length + 2 * lines + 6; // a line may get a CR or an LF, and a dot
    }

    /**
     * Converts the next piece.
     *
     * @param last whether nothing follows: the final dot is added
     * @param into room for {@link #bound} octets
     * @return how many octets were written
     */
    int convert(byte[] piece, boolean last, byte[] into) {
        out = into;
        length = 0;
        for (int i = 0; i < piece.length;) {
            int end = endOfText(piece, i);
            if (end > i) {
                addText(piece, i, end);
                i = end;
            } else {
                addLineEnd(piece[i++]);
            }
        }
        if (last) {
            finish();
        }
        out = null;
        return length;
    }

    /** Where, from {@code from} on, the next CR or LF is. */
    private static int endOfText(byte[] piece, int from) {
        int i = from;
        while (i < piece.length && piece[i] != '\r' && piece[i] != '\n') {
            i++;
        }
        return i;
    }

    private void addText(byte[] piece, int from, int end) {
        releaseCr();
        if (atLineStart && piece[from] == '.') {
            out[length++] = '.';
        }
        System.arraycopy(piece, from, out, length, end - from);
        length += end - from;
        atLineStart = false;
    }

    /** A CR or an LF. */
    private void addLineEnd(byte octet) {
        if (octet == '\n') {
            heldCr = false;
            endLine();
        } else {
            releaseCr();
            heldCr = true;
        }
    }

    private void releaseCr() {
        if (heldCr) {
            heldCr = false;
            out[length++] = ' ';
            atLineStart = false;
        }
    }

    private void endLine() {
        out[length++] = '\r';
        out[length++] = '\n';
        atLineStart = true;
    }

    private void finish() {
        releaseCr();
        if (!atLineStart) {
            endLine();
        }
        out[length++] = '.';
        endLine();
    }
}
