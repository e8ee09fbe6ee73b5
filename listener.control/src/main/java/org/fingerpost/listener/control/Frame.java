package org.fingerpost.listener.control;

import java.nio.charset.StandardCharsets;

/**
 * One frame: a type octet, a length of four octets (big-endian) and a payload.
 *
 * <p>A client sends {@link #ARGUMENT} for each argument, the command's name first, {@link #ENVIRONMENT} for each variable and
 * {@link #GO}. Whenever it gets {@link #WANT} it answers with one {@link #DATA}, or with {@link #END} where its standard input
 * ends. It gets {@link #OUTPUT} and {@link #ERROR} as they come, and in the end one {@link #EXIT}.
 *
 * @param type    one of the constants, if the frame is a good one
 * @param payload 0 to {@value #MAX_PAYLOAD} octets
 */
record Frame(int type, byte[] payload) {

    static final int MAX_PAYLOAD = 64 * 1024;
    static final int HEADER_LENGTH = 5;

    static final int ARGUMENT = 'A';
    /** {@code NAME=value}. */
    static final int ENVIRONMENT = 'E';
    static final int GO = 'G';
    static final int DATA = 'D';
    static final int END = 'Z';

    static final int OUTPUT = 'O';
    static final int ERROR = 'R';
    /** The command waits for input: the client may send one frame of it. */
    static final int WANT = 'W';
    /** One octet: the exit status. */
    static final int EXIT = 'X';

    String text() {
        return new String(payload, StandardCharsets.ISO_8859_1);
    }
}
