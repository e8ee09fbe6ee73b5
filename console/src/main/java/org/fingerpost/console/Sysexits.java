package org.fingerpost.console;

/** Exit statuses as {@code sysexits.h} numbers them. */
final class Sysexits {

    static final int OK = 0;
    static final int USAGE = 64;
    static final int UNAVAILABLE = 69;
    static final int TEMPFAIL = 75;

    private Sysexits() {
    }
}
