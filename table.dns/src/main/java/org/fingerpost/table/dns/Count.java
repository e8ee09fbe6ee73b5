package org.fingerpost.table.dns;

import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/** A number after a flag. */
final class Count {

    private Count() {
    }

    /** Without the flag, or with 0: any number. */
    static int of(TableFlags flags, char letter) throws TableException {
        String text = flags.value(letter);
        if (!flags.has(letter) || text.equals("0")) {
            return Integer.MAX_VALUE;
        }
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new TableException("flag -" + letter + text + ": a number is expected");
        }
        return Integer.parseInt(text);
    }
}
