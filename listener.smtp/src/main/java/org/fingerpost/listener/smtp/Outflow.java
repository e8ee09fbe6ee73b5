package org.fingerpost.listener.smtp;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replies on their way to the wire. The connection's task says and sends them; that they have left is told on any thread.
 */
final class Outflow {

    private static final int FIRST_REPLIES = 128;

    private final Wire wire;
    private final int most;
    private final Runnable wake;
    private final AtomicInteger unsent = new AtomicInteger();
    /** Octets that have left since the beginning. */
    private final AtomicLong sent = new AtomicLong();
    /** Replies since the beginning; counted by the task. */
    private volatile long replies;
    /** Not sent yet; null if there are none. The task's own. */
    private ByteArrayOutputStream said;

    /**
     * @param most octets that may be unsent before it is full
     * @param wake run when it is full no longer
     */
    Outflow(Wire wire, int most, Runnable wake) {
        this.wire = wire;
        this.most = most;
        this.wake = wake;
    }

    boolean isFull() {
        return unsent.get() + (said == null ? 0 : said.size()) >= most;
    }

    /** Whether octets are on their way. */
    boolean isUnread() {
        return unsent.get() > 0;
    }

    long sent() {
        return sent.get();
    }

    long replies() {
        return replies;
    }

    void say(Reply reply) {
        replies++;
        if (said == null) {
            said = new ByteArrayOutputStream(FIRST_REPLIES);
        }
        said.writeBytes(reply.toBytes());
    }

    /** Takes what has been said and not been sent: replies to pipelined commands leave together (RFC 2920 §3.2). */
    byte[] takeSaid() {
        byte[] octets = said == null ? new byte[0] : said.toByteArray();
        said = null;
        return octets;
    }

    /** Sends octets as the wire is to have them. */
    void send(byte[] octets) {
        if (octets.length > 0) {
            unsent.addAndGet(octets.length);
            wire.send(octets, () -> left(octets.length));
        }
    }

    private void left(int octets) {
        sent.addAndGet(octets);
        int still = unsent.addAndGet(-octets);
        if (still < most && still + octets >= most) {
            wake.run();
        }
    }
}
