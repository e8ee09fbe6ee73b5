package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a text, ended by LF or CR LF, the last one perhaps by nothing. Confined to one thread. */
final class TextLines {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int maxOctets;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int end;
    private int number;
    private String objection = "";

    /** @param maxOctets of a line; of a longer one nothing is kept */
    TextLines(InputStream in, int maxOctets) {
        this.in = in;
        this.maxOctets = maxOctets;
    }

    /** The next line without its end; null if there is none. Empty if there is an {@link #objection}. */
    String next() throws IOException {
        boolean odd = false;
        boolean cut = false;
        int at = from;
        while (true) {
            if (at == end) {
                cut |= at - from > maxOctets;
                from = cut ? at : from;
                int scanned = at - from;
                if (!fill()) {
                    return from == end && !cut ? null : line(end, end, odd, cut);
                }
                at = from + scanned;
            }
            byte octet = buffer[at++];
            if (octet == '\n') {
                return line(at - 1, at, odd, cut);
            }
            odd |= octet == '\r' || octet == 0;
        }
    }

    /** Counts from 1. */
    int number() {
        return number;
    }

    /** What is wrong with the line that {@link #next} has given; empty: nothing. */
    String objection() {
        return objection;
    }

    private String line(int lineEnd, int nextLine, boolean odd, boolean cut) {
        int begin = from;
        from = nextLine;
        number++;
        int length = lineEnd - begin - (lineEnd > begin && buffer[lineEnd - 1] == '\r' ? 1 : 0);
        if (cut || length > maxOctets) {
            objection = "a line of more than " + maxOctets + " octets";
            return "";
        }
        String line = new String(buffer, begin, length, StandardCharsets.ISO_8859_1);
        objection = !odd ? "" : line.indexOf('\0') >= 0 ? "a NUL octet" : line.indexOf('\r') >= 0 ? "a CR without LF" : "";
        return objection.isEmpty() ? line : "";
    }

    /** Moves what is left to the begin of the buffer and reads on; false at the end. */
    private boolean fill() throws IOException {
        int kept = end - from;
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, kept);
        } else if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        from = 0;
        end = kept;
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }
}
