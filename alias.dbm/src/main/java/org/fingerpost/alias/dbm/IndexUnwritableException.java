package org.fingerpost.alias.dbm;

import java.io.IOException;

/** There is no place for an index. */
final class IndexUnwritableException extends IOException {

    private static final long serialVersionUID = 1L;

    IndexUnwritableException(IOException cause) {
        super(Reasons.of(cause), cause);
    }
}
