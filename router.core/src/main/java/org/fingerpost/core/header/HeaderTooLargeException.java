package org.fingerpost.core.header;

/** A header goes beyond a limit of the router: the message is to be refused. The message is one line that the sender may see. */
public final class HeaderTooLargeException extends Exception {

    private static final long serialVersionUID = 1L;

    HeaderTooLargeException(String message) {
        super(message);
    }
}
