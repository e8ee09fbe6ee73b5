package org.fingerpost.core.submit;

/**
 * Whether octets are lines: each CR is followed by an LF, each LF comes after a CR, there is no NUL, and the last line has its
 * end (RFC 2045 §2.7, §2.8). Used by one thread at a time.
 */
final class LineScan {

    private int last = '\n';
    private boolean binary;

    void at(byte[] octets, int offset, int length) {
        for (int i = offset; i < offset + length && !binary; i++) {
            int octet = octets[i];
            binary = octet == 0 || (last == '\r') != (octet == '\n');
            last = octet;
        }
    }

    /** Of what has been looked at so far; of nothing, too. */
    boolean isLines() {
        return !binary && last == '\n';
    }
}
