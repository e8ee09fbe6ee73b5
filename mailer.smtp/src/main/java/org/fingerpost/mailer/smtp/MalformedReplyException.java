package org.fingerpost.mailer.smtp;

/** What the server sent is no SMTP reply, or has no end; the message quotes it on one line. */
final class MalformedReplyException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedReplyException(String message) {
        super(message);
    }
}
