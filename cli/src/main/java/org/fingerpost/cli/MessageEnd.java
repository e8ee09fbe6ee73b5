package org.fingerpost.cli;

/** Finds the line of a single dot that ends a message, wherever the input is cut. Of one thread. */
final class MessageEnd {

    private enum At { LINE_START, DOT, DOT_CR, LINE }

    private final boolean dotEnds;
    private At at = At.LINE_START;
    private boolean reached;

    /** @param dotEnds if not, there is no such line */
    MessageEnd(boolean dotEnds) {
        this.dotEnds = dotEnds;
    }

    boolean isReached() {
        return reached;
    }

    /** How many of the first {@code length} octets belong to the message, the line that ends it included. */
    int take(byte[] octets, int length) {
        for (int i = 0; dotEnds && i < length; i++) {
            boolean lineEnd = octets[i] == '\n';
            if (lineEnd && (at == At.DOT || at == At.DOT_CR)) {
                reached = true;
                return i + 1;
            }
            at = lineEnd ? At.LINE_START : after(octets[i]);
        }
        return length;
    }

    private At after(byte octet) {
        if (at == At.LINE_START && octet == '.') {
            return At.DOT;
        }
        return at == At.DOT && octet == '\r' ? At.DOT_CR : At.LINE;
    }
}
