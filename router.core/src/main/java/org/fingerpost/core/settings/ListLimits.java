package org.fingerpost.core.settings;

/** What aliases and lists may come to. Asked for each message; any thread. */
public interface ListLimits {

    /** What applies without any setting. */
    ListLimits USUAL = new ListLimits() { };

    /** The longest file that is read as a list, octets. */
    default long bytes() {
        return 64L << 20;
    }

    /** How many recipients may be made of one message. */
    default int members() {
        return 250_000;
    }
}
