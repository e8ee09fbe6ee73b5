package org.fingerpost.mailer.smtp;

import java.time.Duration;

/**
 * How long a connection is kept for further messages.
 *
 * @param idle       without a message; zero: no connection is used again
 * @param age        since it was opened; then it is closed after the message that it carries
 * @param messages   that it carries at most
 * @param max        idle ones at once
 * @param maxPerHost idle ones at once to one host and port
 */
record Reuse(Duration idle, Duration age, int messages, int max, int maxPerHost) {
}
