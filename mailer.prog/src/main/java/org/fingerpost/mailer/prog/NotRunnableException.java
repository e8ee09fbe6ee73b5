package org.fingerpost.mailer.prog;

/** A program cannot be run: the policy or the machine has to be mended. The message says what is wrong, for people. */
final class NotRunnableException extends Exception {

    private static final long serialVersionUID = 1L;

    NotRunnableException(String message) {
        super(message);
    }
}
