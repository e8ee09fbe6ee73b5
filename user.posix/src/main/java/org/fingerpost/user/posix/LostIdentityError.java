package org.fingerpost.user.posix;

/** A thread has the ids of a user and cannot get the router's back: it must end. */
final class LostIdentityError extends Error {

    private static final long serialVersionUID = 1L;

    LostIdentityError(String message, Throwable cause) {
        super(message, cause);
    }
}
