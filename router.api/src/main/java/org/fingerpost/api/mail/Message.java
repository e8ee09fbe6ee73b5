package org.fingerpost.api.mail;

/**
 * A message: a header that may be edited for each mailer, and a body that never is.
 */
public record Message(Header header, Body body) {
}
