package org.fingerpost.listener.smtp;

import java.time.Duration;

/**
 * Watches the time that the client of one connection takes. The sweep finds something against it; the connection's task says
 * whose turn it is, and fetches what was found.
 */
final class ClientWatch {

    private final Inflow input;
    private final Outflow output;
    private final Duration handshakeTimeout;

    /** The sweep's own. */
    private final Patience patience = new Patience();

    private volatile Patience.Finding found = Patience.Finding.FINE;
    /** How many replies there had been by then. */
    private volatile long foundAfter;
    private volatile Patience.Turn turn = Patience.Turn.OURS;
    private volatile boolean preparing;

    ClientWatch(Inflow input, Outflow output, Duration handshakeTimeout) {
        this.input = input;
        this.output = output;
        this.handshakeTimeout = handshakeTimeout;
    }

    /** So much time has passed since the last call; says what was found by it. For the sweep. */
    Patience.Finding pass(Duration elapsed, Timing timing) {
        Patience.Finding finding = patience.after(elapsed, preparing ? timing.atMost(handshakeTimeout) : timing,
                new Patience.Progress(turn, output.replies(), input.total(), output.sent(), output.isUnread()));
        if (finding != Patience.Finding.DEAF && finding != Patience.Finding.FINE) {
            foundAfter = output.replies();
            found = finding;
        }
        return finding;
    }

    /** What was found since the last call, but for {@link Patience.Finding#DEAF}. */
    Patience.Finding takeFinding() {
        Patience.Finding finding = found;
        found = Patience.Finding.FINE;
        return finding;
    }

    /** Whether the client has had a reply since something was found. */
    boolean isAnswered() {
        return output.replies() != foundAfter;
    }

    /**
     * A turn of the task is over, and so far nobody waits for the client.
     *
     * @param preparing whether the session cannot begin yet: TLS, or a PROXY header, is under way
     */
    void settled(boolean preparing) {
        this.preparing = preparing;
        turn = Patience.Turn.OURS;
    }

    /** The client is waited for. */
    void waitsFor(Patience.Turn whose) {
        turn = whose;
    }
}
