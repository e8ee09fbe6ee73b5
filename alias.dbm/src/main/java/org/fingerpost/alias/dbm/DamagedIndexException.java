package org.fingerpost.alias.dbm;

import java.io.IOException;

/** The file is no index, or not what was written any more: it is to be made anew. */
final class DamagedIndexException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedIndexException(String message) {
        super(message);
    }
}
