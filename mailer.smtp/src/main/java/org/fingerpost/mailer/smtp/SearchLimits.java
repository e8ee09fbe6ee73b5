package org.fingerpost.mailer.smtp;

import java.time.Duration;

/**
 * How much one delivery tries.
 *
 * @param addresses that are connected to for one host of the route, with its mail exchangers
 * @param sessions  of these that answered but would not have the message
 * @param time      after which no further server is turned to
 */
record SearchLimits(int addresses, int sessions, Duration time) {
}
