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

    /** How many octets {@code input} octets can become, the end included. */
    static int bound(int input) {
        return 2 * input + 6;
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
        for (byte octet : piece) {
            add(octet);
        }
        if (last) {
            finish();
        }
        out = null;
        return length;
    }

    private void add(byte octet) {
        if (octet == '\n') {
            heldCr = false;
            endLine();
            return;
        }
        releaseCr();
        if (octet == '\r') {
            heldCr = true;
            return;
        }
        if (octet == '.' && atLineStart) {
            out[length++] = '.';
        }
        out[length++] = octet;
        atLineStart = false;
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
