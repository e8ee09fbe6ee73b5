package org.fingerpost.core.load;

/**
 * From which value on something is done; 0 for never.
 *
 * @param defer  first attempts wait
 * @param refuse new mail is refused
 */
record Limit(double defer, double refuse) {

    static final Limit NONE = new Limit(0, 0);
}
