package org.fingerpost.cli;

import java.io.ByteArrayOutputStream;

/**
 * The lines of a local program as SMTP wants them. A program whose first line ends with a bare LF writes as Unix does: each of
 * its LFs becomes CRLF. What another one writes, bodies with octets of any kind included, stays as it is. Of one thread.
 */
final class LineEnds {

    private enum Kind { UNKNOWN, UNIX, NETWORK }

    private Kind kind = Kind.UNKNOWN;
    private boolean afterCr;

    /** The first {@code length} octets, or what becomes of them. */
    byte[] convert(byte[] octets, int length) {
        ByteArrayOutputStream converted = new ByteArrayOutputStream(length + length / 16 + 2);
        for (int i = 0; i < length; i++) {
            if (octets[i] == '\n') {
                if (kind == Kind.UNKNOWN) {
                    kind = afterCr ? Kind.NETWORK : Kind.UNIX;
                }
                if (kind == Kind.UNIX && !afterCr) {
                    converted.write('\r');
                }
            }
            converted.write(octets[i]);
            afterCr = octets[i] == '\r';
        }
        return converted.toByteArray();
    }
}
