package org.fingerpost.mailer.prog;

import java.time.Duration;

import org.fingerpost.api.unix.ProcessLimits;

/**
 * What a program may use.
 *
 * @param timeout        how long it may run
 * @param grace          how long it has to end when it is told to, before it is killed; also, how long its output is waited for
 * @param maxOutputBytes how much of its output is kept
 * @param system         what the system sees to
 */
record Limits(Duration timeout, Duration grace, int maxOutputBytes, ProcessLimits system) {
}
