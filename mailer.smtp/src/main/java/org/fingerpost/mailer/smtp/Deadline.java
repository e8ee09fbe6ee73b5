package org.fingerpost.mailer.smtp;

import java.time.Duration;
import java.util.concurrent.Future;

/**
 * The time until which something is waited for, put off again and again. Putting it off costs no more than noting the time: the
 * clock is asked to call only when it would not call early enough by itself. Guarded by its owner's lock.
 */
final class Deadline {

    /** Calls {@code look} after {@code delay}. */
    interface Clock {
        Future<?> after(Duration delay, Runnable look);
    }

    private final Clock clock;
    /** Calls {@link #hasPassed} within the owner's lock. */
    private final Runnable look;
    private boolean set;
    private long at;
    private Future<?> call;
    private long callAt;

    Deadline(Clock clock, Runnable look) {
        this.clock = clock;
        this.look = look;
    }

    /** The wait begins now, and what it was before is forgotten. */
    void in(Duration time) {
        set = true;
        at = System.nanoTime() + time.toNanos();
        if (call != null && callAt - at > 0) {
            call.cancel(false);
            call = null;
        }
        if (call == null) {
            ask();
        }
    }

    /** Nothing is waited for any more. */
    void clear() {
        set = false;
        if (call != null) {
            call.cancel(false);
            call = null;
        }
    }

    /** For the clock's call. @return whether the time is over; only once true for each {@link #in} */
    boolean hasPassed() {
        call = null;
        if (set && System.nanoTime() - at < 0) {
            ask();
            return false;
        }
        boolean passed = set;
        set = false;
        return passed;
    }

    private void ask() {
        callAt = at;
        call = clock.after(Duration.ofNanos(Math.max(at - System.nanoTime(), 0)), look);
    }
}
