package org.fingerpost.core.rewrite;

/**
 * What one evaluation may cost, so that no rules and no address can hold a thread: steps of matching and tokens copied, counted
 * over all rule sets called. Real configurations need a few thousand. Confined to the evaluation's thread.
 */
final class Budget {

    static final int STEPS = 5_000_000;

    private int left;

    Budget(int steps) {
        left = steps;
    }

    void spend(int steps) {
        left = Math.max(left - steps, 0);
    }

    int left() {
        return left;
    }

    boolean isSpent() {
        return left == 0;
    }
}
