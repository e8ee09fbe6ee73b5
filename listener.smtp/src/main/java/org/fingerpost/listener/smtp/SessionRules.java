package org.fingerpost.listener.smtp;

/**
 * What a session is held to.
 *
 * @param maxRecipients of one message
 * @param maxErrors     bad commands before the client is sent away
 * @param bareNewlines  what becomes of a CR or LF that is not part of a CRLF
 */
record SessionRules(int maxRecipients, int maxErrors, BareNewlines bareNewlines) {
}
