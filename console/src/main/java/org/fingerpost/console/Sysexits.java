package org.fingerpost.console;

/** Exit statuses as {@code sysexits.h} numbers them. */
final class Sysexits {

    static final int OK = 0;
    /** As grep has it: the selection was fine, and nothing was there. */
    static final int NOTHING = 1;
    static final int USAGE = 64;
    static final int UNAVAILABLE = 69;
    static final int TEMPFAIL = 75;

    private Sysexits() {
    }
}
