package org.fingerpost.alias.dbm;

import java.util.Locale;

/**
 * How a text is to be read.
 *
 * @param syntax of its entries
 * @param keys   how its keys are stored
 */
record SourceForm(Syntax syntax, Keys keys) {

    /** As an index says how it was made. */
    @Override
    public String toString() {
        return syntax.name().toLowerCase(Locale.ROOT) + (keys.foldCase() ? ", case folded" : "")
                + (keys.keepQuotes() ? ", quotes kept" : "");
    }
}
