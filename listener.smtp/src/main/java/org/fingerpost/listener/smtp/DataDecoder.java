package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;

/**
 * Finds the end of the content, CRLF.CRLF and nothing else, and undoes dot-stuffing (RFC 5321 §4.5.2). However the octets are
 * cut into buffers, the result is the same. Confined to the session's task; used for one message.
 *
 * <p>A line begins at the start of the content and after a CRLF, never after a bare CR or LF: a dot there is just a dot, and a
 * bare CR or LF after the dot that would end the content makes that dot an ordinary, stuffed one. When newlines are normalised,
 * each bare CR and each bare LF is passed on as CRLF, but the decoder still does not take it for a line end: {@code \n.\n},
 * {@code \n.\r\n}, {@code \r\n.\n} and the like are content. (CR CR LF is a bare CR and a CRLF: two line ends.)
 */
final class DataDecoder {

    /** Takes the decoded octets. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] octets, int offset, int length);
    }

    private enum State {
        LINE_START,
        /** Within a line; octets pass through. */
        TEXT,
        /** A CR is held back until it is known what it belongs to. */
        CR,
        /** The dot at the start of a line is held back. */
        DOT,
        /** That dot and a CR are. */
        DOT_CR,
        END
    }

    private static final byte[] CRLF = {'\r', '\n'};

    private final Sink sink;
    private final BareNewlines bareNewlines;
    private State state = State.LINE_START;
    private boolean sawBareNewline;

    // The buffer at hand: what lies between from and at goes to the sink as it is.
    private byte[] octets;
    private int from;
    private int at;
    private int limit;

    DataDecoder(BareNewlines bareNewlines, Sink sink) {
        this.bareNewlines = bareNewlines;
        this.sink = sink;
    }

    /** Whether a CR or LF that is not part of a CRLF was among the octets so far. */
    boolean sawBareNewline() {
        return sawBareNewline;
    }

    /**
     * Takes octets up to the end of the content.
     *
     * @param input backed by an array
     * @return whether the content has ended; what follows its end stays in {@code input}
     */
    boolean decode(ByteBuffer input) {
        octets = input.array();
        at = input.arrayOffset() + input.position();
        limit = input.arrayOffset() + input.limit();
        from = at;
        while (at < limit && state != State.END) {
            step(octets[at]);
        }
        pass();
        input.position(at - input.arrayOffset());
        octets = null;
        return state == State.END;
    }

    /** Looks at one octet; either moves past it or changes the state. */
    private void step(byte octet) {
        switch (state) {
            case LINE_START -> {
                state = State.TEXT;
                if (octet == '.') {
                    hold(State.DOT);
                }
            }
            case TEXT -> text(octet);
            case CR -> afterCr(octet);
            case DOT -> {
                if (octet == '\r') {
                    hold(State.DOT_CR);
                } else {
                    state = State.TEXT; // the dot was stuffing, whatever follows it
                }
            }
            case DOT_CR -> {
                if (octet == '\n') {
                    hold(State.END);
                } else {
                    state = State.CR; // ".", bare CR: the dot was stuffing
                }
            }
            default -> throw new IllegalStateException("octets after the end");
        }
    }

    private void text(byte octet) {
        if (octet == '\n') {
            hold(State.TEXT);
            bareNewline();
        } else if (octet != '\r') {
            at = endOfText(at + 1);
        } else if (at + 1 < limit && octets[at + 1] == '\n') {
            at += 2; // the common case, kept in one piece with the lines around it
            state = State.LINE_START;
        } else {
            hold(State.CR);
        }
    }

    /** Where the next CR or LF is: most octets are looked at nowhere else. */
    private int endOfText(int start) {
        byte[] all = octets;
        int end = limit;
        int i = start;
        while (i < end && all[i] != '\r' && all[i] != '\n') {
            i++;
        }
        return i;
    }

    private void afterCr(byte octet) {
        if (octet == '\n') {
            hold(State.LINE_START);
            sink.write(CRLF, 0, CRLF.length);
        } else {
            bareNewline();
            if (octet == '\r') {
                hold(State.CR);
            } else {
                state = State.TEXT;
            }
        }
    }

    /** Takes the octet at hand out of what is passed on. */
    private void hold(State next) {
        pass();
        at++;
        from = at;
        state = next;
    }

    private void pass() {
        if (from < at) {
            sink.write(octets, from, at - from);
            from = at;
        }
    }

    private void bareNewline() {
        sawBareNewline = true;
        if (bareNewlines == BareNewlines.NORMALIZE) {
            sink.write(CRLF, 0, CRLF.length);
        }
    }
}
