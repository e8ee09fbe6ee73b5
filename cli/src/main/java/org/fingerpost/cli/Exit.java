package org.fingerpost.cli;

/** Exit statuses as {@code sysexits.h} numbers them, and those that the Linux Standard Base gives to services. */
final class Exit {

    static final int OK = 0;
    static final int USAGE = 64;
    static final int DATAERR = 65;
    static final int NOINPUT = 66;
    static final int UNAVAILABLE = 69;
    static final int IOERR = 74;
    static final int TEMPFAIL = 75;
    /** {@code status} of a service that does not run. */
    static final int LSB_NOT_RUNNING = 3;
    /** {@code reload} of a service that does not run. */
    static final int LSB_CANNOT_RELOAD = 7;

    /** Between this program and {@code bin/sendmail}: what was asked for can be done without a router. */
    static final int WITHOUT_ROUTER = 111;

    private Exit() {
    }
}
