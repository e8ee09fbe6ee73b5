package org.fingerpost.listener.smtp;

import java.time.Duration;

/**
 * How much longer a client is waited for. Only time in which it is the client's turn counts: what the router takes for a message
 * is not the client's slowness. Of one thread, which tells it of the time that has passed.
 */
final class Patience {

    /** Whose turn it is. */
    enum Turn { OURS, COMMAND, CONTENT }

    /** What there has been, since the session began. */
    record Progress(Turn turn, long replies, long received, long sent, boolean isUnread) {
    }

    /** What it has come to. */
    enum Finding {
        /** The client may go on. */
        FINE,
        /** It has said nothing, or not got to the end of a command, for too long. */
        SILENT,
        /** Its message comes too slowly. */
        SLOW,
        /** The session has lasted for too long. */
        OLD,
        /** It does not read what it is sent. */
        DEAF
    }

    private static final double NANOS = 1e9;

    private Progress last = new Progress(Turn.OURS, 0, 0, 0, false);
    private long session;
    /** Nanoseconds of the client's turn, and those without an octet, and those in which it has not read. */
    private long waited;
    private long silent;
    private long unread;
    private long receivedBefore;

    Finding after(Duration elapsed, Timing timing, Progress now) {
        long nanos = elapsed.toNanos();
        session += nanos;
        if (now.turn != last.turn && now.turn != Turn.OURS && last.turn != Turn.OURS || now.replies != last.replies) {
            waited = 0;
            receivedBefore = last.received;
        }
        silent = now.received != last.received ? 0 : silent;
        unread = now.isUnread && now.sent == last.sent && last.isUnread ? unread + nanos : 0;
        if (now.turn != Turn.OURS) {
            waited += nanos;
            silent += nanos;
        }
        last = now;
        return finding(timing, now);
    }

    private Finding finding(Timing timing, Progress now) {
        if (unread >= timing.command().toNanos()) {
            return Finding.DEAF;
        }
        if (session >= timing.session().toNanos()) {
            return Finding.OLD;
        }
        return switch (now.turn) {
            case OURS -> Finding.FINE;
            case COMMAND -> waited >= timing.command().toNanos() ? Finding.SILENT : Finding.FINE;
            case CONTENT -> silent >= timing.content().toNanos() ? Finding.SILENT
                    : waited >= timing.grace().toNanos() && isSlow(timing, now.received) ? Finding.SLOW : Finding.FINE;
        };
    }

    private boolean isSlow(Timing timing, long received) {
        return received - receivedBefore < timing.rate() * (waited / NANOS);
    }
}
