package org.fingerpost.core.filter;

/** What the failure of a filter comes to. */
enum FailureMode {
    /** The filter is passed over. */
    ACCEPT,
    /** Nothing is taken without it. */
    TEMPFAIL
}
