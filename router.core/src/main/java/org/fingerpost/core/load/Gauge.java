package org.fingerpost.core.load;

/** Reads a measure; cheap. Used by one thread. */
@FunctionalInterface
interface Gauge {

    /** NaN if it is not known. */
    double read();

    /** Does what a new value takes, when the last one is bad and may be old. */
    default void refresh() {
    }
}
