package org.fingerpost.api.mail;

/**
 * A message: a header that may be edited for each mailer, and a body that never is (RFC 5322 §2.1).
 *
 * @param header with the fields in the order of the message
 * @param body   as it was submitted
 */
public record Message(Header header, Body body) {
}
