package org.fingerpost.listener.smtp;

/**
 * Content that comes in chunks of a size said beforehand (RFC 3030): nothing is stuffed, and no octet ends it. However the octets
 * are cut, the result is the same. Confined to the session's task; used for one message.
 *
 * <p>Lines end with CRLF all the same, as whoever sends the message on may have to use DATA: a bare CR or LF is dropped and
 * noticed, or becomes a CRLF, and a last line without CRLF gets one. Binary content (RFC 3030 §3) may be anything, but its header
 * is lines like any other.
 */
final class ChunkDecoder {

    private enum State {
        LINE_START,
        TEXT,
        /** A CR is held back until it is known what it belongs to. */
        CR,
        /** The same at the start of a line. */
        CR_AT_START,
        /** Of binary content the header is over: octets pass. */
        BODY
    }

    private static final byte[] CRLF = {'\r', '\n'};

    private final DataDecoder.Sink sink;
    private final BareNewlines bareNewlines;
    private final boolean binary;
    private State state = State.LINE_START;
    private boolean sawBareNewline;

    ChunkDecoder(BareNewlines bareNewlines, boolean binary, DataDecoder.Sink sink) {
        this.bareNewlines = bareNewlines;
        this.binary = binary;
        this.sink = sink;
    }

    /** Whether a CR or LF that is not part of a CRLF was where there may be none, among the octets so far. */
    boolean sawBareNewline() {
        return sawBareNewline;
    }

    /** Takes more octets. */
    void decode(byte[] octets, int offset, int length) {
        int end = offset + length;
        int from = offset;
        int at = offset;
        while (at < end && state != State.BODY) {
            byte octet = octets[at];
            if (isHolding()) {
                at += afterCr(octet) ? 1 : 0;
                from = at;
            } else if (octet != '\r' && octet != '\n') {
                state = State.TEXT;
                at = endOfText(octets, at + 1, end);
            } else if (octet == '\r' && at + 1 < end && octets[at + 1] == '\n') {
                at += 2; // the common case, kept in one piece with the lines around it
                lineEnded(state == State.LINE_START);
            } else {
                pass(octets, from, at);
                at++;
                from = at;
                newline(octet);
            }
        }
        pass(octets, from, end);
    }

    private boolean isHolding() {
        return state == State.CR || state == State.CR_AT_START;
    }

    private static int endOfText(byte[] octets, int start, int end) {
        int i = start;
        while (i < end && octets[i] != '\r' && octets[i] != '\n') {
            i++;
        }
        return i;
    }

    private void lineEnded(boolean empty) {
        state = binary && empty ? State.BODY : State.LINE_START;
    }

    /** There are no more octets. */
    void end() {
        if (isHolding()) {
            state = State.TEXT;
            bareNewline();
        } else if (state == State.TEXT) {
            sink.write(CRLF, 0, CRLF.length);
        }
    }

    private void pass(byte[] octets, int from, int to) {
        if (from < to) {
            sink.write(octets, from, to - from);
        }
    }

    private void newline(byte octet) {
        if (octet == '\r') {
            state = state == State.LINE_START ? State.CR_AT_START : State.CR;
        } else {
            bareNewline();
        }
    }

    /** Whether the octet belongs to the CR that was held back. */
    private boolean afterCr(byte octet) {
        if (octet != '\n') {
            bareNewline();
            return false;
        }
        sink.write(CRLF, 0, CRLF.length);
        lineEnded(state == State.CR_AT_START);
        return true;
    }

    private void bareNewline() {
        sawBareNewline = true;
        if (bareNewlines == BareNewlines.NORMALIZE) {
            sink.write(CRLF, 0, CRLF.length);
            state = State.LINE_START;
        } else {
            state = State.TEXT;
        }
    }
}
