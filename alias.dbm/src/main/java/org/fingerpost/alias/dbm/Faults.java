package org.fingerpost.alias.dbm;

/**
 * A page of a mapped file that cannot be read (the disk fails, or somebody has made the file shorter) leaves nonsense in the
 * reader's hands, and an {@link InternalError} is thrown later, wherever the thread enters the JVM's own code next. So nobody
 * may believe what was read without a check, and who has found damage takes the error off before it meets somebody else.
 */
final class Faults {

    /** More arrays than the compilers make in line. */
    private static final int ARRAYS = 64;
    private static volatile Object made;

    private Faults() {
    }

    /** Takes off the error of a fault that has been. */
    static void clear() {
        try {
            made = new byte[ARRAYS][1]; // made in the JVM's own code
            made = null;
        } catch (InternalError fault) {
            made = null; // that was it
        }
    }
}
