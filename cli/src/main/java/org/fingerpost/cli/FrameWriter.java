package org.fingerpost.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the frames of a client: a type octet, a length of four octets (big-endian), a payload. What goes over a socket and what
 * is left in the drop folder are the same. Of one thread.
 */
final class FrameWriter {

    static final int MAX_PAYLOAD = 64 * 1024;

    private static final int ARGUMENT = 'A';
    private static final int ENVIRONMENT = 'E';
    private static final int GO = 'G';
    private static final int DATA = 'D';
    private static final int END = 'Z';

    private final OutputStream out;

    FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** A whole command. */
    void command(List<String> words, List<String> variables) throws IOException {
        for (String word : words) {
            text(ARGUMENT, word);
        }
        for (String variable : variables) {
            text(ENVIRONMENT, variable);
        }
        frame(GO, new byte[0], 0);
    }

    /** Standard input, at most {@value #MAX_PAYLOAD} octets. */
    void data(byte[] octets, int length) throws IOException {
        frame(DATA, octets, length);
    }

    void endOfData() throws IOException {
        frame(END, new byte[0], 0);
    }

    private void text(int type, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        if (octets.length > MAX_PAYLOAD) {
            throw new IOException("an argument of " + octets.length + " octets is too long");
        }
        frame(type, octets, octets.length);
    }

    private void frame(int type, byte[] payload, int length) throws IOException {
        byte[] whole = new byte[5 + length];
        whole[0] = (byte) type;
        whole[1] = (byte) (length >>> 24);
        whole[2] = (byte) (length >>> 16);
        whole[3] = (byte) (length >>> 8);
        whole[4] = (byte) length;
        System.arraycopy(payload, 0, whole, 5, length);
        out.write(whole);
    }
}
