package org.fingerpost.queue.file;

import java.io.IOException;

/** What is in a file is not what the store wrote there; the message says in what it differs. */
final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String reason) {
        super(reason);
    }

    DamagedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
