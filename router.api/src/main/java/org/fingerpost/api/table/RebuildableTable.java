package org.fingerpost.api.table;

import java.util.function.Consumer;

import org.osgi.annotation.versioning.ConsumerType;

/** A table that is compiled from a source, as aliases are: {@code newaliases} rebuilds it. */
@ConsumerType
public interface RebuildableTable extends LookupTable {

    /**
     * Compiles the source now, whether or not it is newer. Readers see the old content until the new one is complete.
     *
     * @param messages hears what is odd but no error, a line for each: {@code FILE:LINE: Warning: …}
     * @return the summary that newaliases prints: {@code /etc/aliases: 5 aliases, longest 12 bytes, 60 bytes total}
     * @throws TableException if the source cannot be compiled: file, line and reason; the old content stays
     */
    String rebuild(Consumer<String> messages) throws TableException;
}
