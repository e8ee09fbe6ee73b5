package org.fingerpost.listener.smtp;

/**
 * A command that the server does not carry out because of its form or its place in the session: the client's mistake, as
 * opposed to what the router refuses. It is caught, and counted, in one place.
 */
final class BadCommand extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    BadCommand(int code, String status, String text) {
        this(Reply.of(code, status, text));
    }

    BadCommand(Reply reply) {
        // A client can cause any number of these: no stack trace.
        super(reply.toString(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
