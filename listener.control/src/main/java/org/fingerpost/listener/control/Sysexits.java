package org.fingerpost.listener.control;

/** Exit statuses as {@code sysexits.h} numbers them. */
final class Sysexits {

    static final int OK = 0;
    /** The command line makes no sense. */
    static final int USAGE = 64;
    /** The input, or what it says, makes no sense. */
    static final int DATAERR = 65;
    /** No such user. */
    static final int NOUSER = 67;
    /** No such host. */
    static final int NOHOST = 68;
    /** What is needed is not there. */
    static final int UNAVAILABLE = 69;
    /** A fault of our own. */
    static final int SOFTWARE = 70;
    /** A fault of the machine. */
    static final int OSERR = 71;
    /** Try again later. */
    static final int TEMPFAIL = 75;
    /** The other end does not speak as it should. */
    static final int PROTOCOL = 76;
    /** Not for this user. */
    static final int NOPERM = 77;

    private Sysexits() {
    }
}
