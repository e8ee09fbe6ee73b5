package org.fingerpost.core.load;

import org.fingerpost.api.queue.QueueLoad.Level;

/**
 * One measure against its limit. A level is reached at its limit and left when the value is a tenth better, so that nothing
 * flutters. Not thread-safe.
 */
final class LimitWatch {

    private static final double MARGIN = 0.1;

    private final Measure measure;
    private Level level = Level.NORMAL;
    private double value = Double.NaN;
    private Limit limit = Limit.NONE;

    LimitWatch(Measure measure) {
        this.measure = measure;
    }

    /** Takes a new value. @return whether the level is another one now */
    boolean update(double newValue, Limit newLimit) {
        value = newValue;
        limit = newLimit;
        Level before = level;
        if (isBeyond(limit.refuse(), before == Level.REFUSING)) {
            level = Level.REFUSING;
        } else {
            level = isBeyond(limit.defer(), before != Level.NORMAL) ? Level.DEFERRING : Level.NORMAL;
        }
        return level != before;
    }

    /** What is not known is beyond no limit. */
    private boolean isBeyond(double bound, boolean already) {
        if (bound <= 0) {
            return false;
        }
        if (measure.isRoom()) {
            return value < (already ? bound * (1 + MARGIN) : bound);
        }
        return value >= (already ? bound * (1 - MARGIN) : bound);
    }

    Measure measure() {
        return measure;
    }

    Level level() {
        return level;
    }

    double value() {
        return value;
    }

    Limit limit() {
        return limit;
    }

    /** What is measured, its value and the limit that counts. */
    @Override
    public String toString() {
        if (Double.isNaN(value)) {
            return measure + ": not known";
        }
        double bound = level == Level.REFUSING ? limit.refuse() : level == Level.DEFERRING ? limit.defer()
                : limit.defer() > 0 ? limit.defer() : limit.refuse();
        return measure + ": " + measure.text(value) + (bound > 0 ? ", the limit is " + measure.text(bound) : ", no limit");
    }
}
