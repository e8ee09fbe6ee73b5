package org.fingerpost.listener.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/** The line {@code From user date} that mailboxes and UUCP put before a message: it is not part of it. */
final class FromLine {

    private static final byte[] MARK = {'F', 'r', 'o', 'm', ' '};

    private FromLine() {
    }

    /** {@code in} without such a line at its beginning. */
    static InputStream skip(InputStream in) throws IOException {
        PushbackInputStream message = new PushbackInputStream(in, MARK.length);
        byte[] begin = message.readNBytes(MARK.length);
        if (!Arrays.equals(begin, MARK)) {
            message.unread(begin);
            return message;
        }
        int octet = message.read();
        while (octet >= 0 && octet != '\n') {
            octet = message.read();
        }
        return message;
    }
}
