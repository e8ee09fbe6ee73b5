package org.fingerpost.launcher;

/** The exit statuses of a start, by {@code sysexits.h}; a service manager and scripts tell by them what happened. */
final class ExitStatus {

    /** Stopped as asked. */
    static final int OK = 0;
    /** The router cannot do its work: an address is taken, a folder cannot be written. */
    static final int FAILED = 1;
    /** EX_USAGE: the command line. */
    static final int USAGE = 64;
    /** EX_NOINPUT: the policy file of the command line cannot be read. */
    static final int NO_INPUT = 66;
    /** EX_SOFTWARE: the installation is damaged or the start took too long. */
    static final int SOFTWARE = 70;
    /** EX_CANTCREAT: the instance's folders cannot be made. */
    static final int CANNOT_CREATE = 73;
    /** EX_TEMPFAIL: this instance is already running. */
    static final int RUNNING = 75;
    /** EX_CONFIG: settings or policy. */
    static final int CONFIG = 78;

    private ExitStatus() {
    }
}
