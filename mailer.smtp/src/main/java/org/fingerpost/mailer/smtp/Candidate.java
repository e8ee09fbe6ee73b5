package org.fingerpost.mailer.smtp;

/**
 * A server that a delivery can go to.
 *
 * @param connector makes connections to it
 * @param reason    why this one, for people
 */
record Candidate(RemoteServer server, Connector connector, String reason) {
}
