package org.fingerpost.api.table;

/** A declaration that makes no sense, or a source that cannot be compiled. The message says what, where and what was expected. */
public class TableException extends Exception {

    private static final long serialVersionUID = 1L;

    public TableException(String message) {
        super(message);
    }

    public TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
