package org.fingerpost.mailer.smtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Content in, the octets of the DATA phase out: the one place where lines get their ends and their dots (RFC 5321 §4.5.2); or
 * those of BDAT, where they get their ends only.
 *
 * <p>What comes out holds CR and LF only as CRLF and, after DATA, the line {@code .} only as its end, whatever goes in and
 * however it is cut: a receiver, or one behind it, that takes a bare CR or LF for a line end must not find an end of data that we
 * did not write (SMTP smuggling). A lone CR becomes a blank, a lone LF a CRLF, a NUL at the start of a line a blank. Nearly all
 * mail needs no change, so nothing is copied up to the first octet that does. Not safe for threads.
 */
final class DotStuffing {

    /** Room that the last piece needs behind its octets: a held CR, a line end, the final dot. */
    static final int END = 6;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x80 * EACH;

    private final boolean dots;
    private boolean atLineStart = true;
    /** The last octet was a CR; what it means depends on the next one. */
    private boolean heldCr;

    private byte[] out;
    private int length;

    /** After DATA. */
    DotStuffing() {
        this(true);
    }

    /** @param dots false after BDAT */
    DotStuffing(boolean dots) {
        this.dots = dots;
    }

    /**
     * Converts the next piece.
     *
     * @param piece  room for {@value #END} octets more than {@code count}; becomes the caller's no longer
     * @param count  how many octets of it count
     * @param last   whether nothing follows: the final dot is added, if there are dots
     * @return the octets, perhaps in {@code piece} itself
     */
    ByteBuffer convert(byte[] piece, int count, boolean last) {
        int clean = clean(piece, count);
        out = piece;
        length = clean;
        if (clean > 0) {
            atLineStart = piece[clean - 1] == '\n';
        }
        if (clean < count) {
            out = new byte[clean + 2 * (count - clean) + END]; // each octet may be a lone LF; one CR may be held
            System.arraycopy(piece, 0, out, 0, clean);
            convertFrom(clean, piece, count);
        }
        if (last) {
            finish();
        }
        ByteBuffer converted = ByteBuffer.wrap(out, 0, length);
        out = null;
        return converted;
    }

    /** How many octets from the beginning can stay as they are. */
    private int clean(byte[] piece, int count) {
        if (heldCr || atLineStart && count > 0 && mustChange(piece[0])) {
            return 0;
        }
        for (int i = endOfText(piece, 0, count); i < count; i = endOfText(piece, i, count)) {
            if (piece[i] == '\n' || i + 1 == count || piece[i + 1] != '\n') {
                return i;
            }
            i += 2;
            if (i < count && mustChange(piece[i])) {
                return i;
            }
        }
        return count;
    }

    /** Whether an octet cannot be the first one of a line. */
    private boolean mustChange(byte octet) {
        return dots && octet == '.' || octet == 0;
    }

    private void convertFrom(int from, byte[] piece, int count) {
        for (int i = from; i < count;) {
            int end = endOfText(piece, i, count);
            if (end > i) {
                addText(piece, i, end);
                i = end;
            } else {
                addLineEnd(piece[i++]);
            }
        }
    }

    /** Where, from {@code from} on, the next CR or LF is; eight octets at a time. */
    private static int endOfText(byte[] piece, int from, int count) {
        int i = from;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            long octets = (long) EIGHT.get(piece, i);
            long found = zeros(octets ^ '\r' * EACH) | zeros(octets ^ '\n' * EACH);
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (i < count && piece[i] != '\r' && piece[i] != '\n') {
            i++;
        }
        return i;
    }

    /** The lowest bit that is set is the highest one of the first octet that is zero; 0 if there is none. */
    private static long zeros(long octets) {
        return octets - EACH & ~octets & HIGH;
    }

    private void addText(byte[] piece, int from, int end) {
        releaseCr();
        if (dots && atLineStart && piece[from] == '.') {
            out[length++] = '.';
        }
        System.arraycopy(piece, from, out, length, end - from);
        if (atLineStart && piece[from] == 0) {
            out[length] = ' '; // a server that drops NULs must not see the dot behind them at the start of the line
        }
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
        if (dots) {
            out[length++] = '.';
            endLine();
        }
    }
}
