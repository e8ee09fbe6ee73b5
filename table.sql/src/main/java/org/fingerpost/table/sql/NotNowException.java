package org.fingerpost.table.sql;

/** A database cannot say now. The message is one line for people, with no password in it. */
final class NotNowException extends Exception {

    private static final long serialVersionUID = 1L;

    NotNowException(String message) {
        super(message, null, false, false);
    }
}
