package org.fingerpost.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableException;

/** A table as the rules of one generation see it, whoever answers. Any thread; never throws on a look-up. */
interface PolicyTable extends AutoCloseable {

    /** @param macros those of the address that is being worked on: a table may set them */
    Lookup lookup(String key, List<String> arguments, MacroScope macros);

    /** Where what this key has stands, for explanations; empty if it is not known. */
    default Optional<String> place(String key) {
        return Optional.empty();
    }

    /** How long the answer is kept already that {@link #lookup} would give now without asking; empty if it would ask. */
    default Optional<Duration> keptFor(String key, List<String> arguments) {
        return Optional.empty();
    }

    /**
     * Rebuilds the table if it is one that can be.
     *
     * @param messages hears what is odd but no error, a line for each
     * @return its summary; empty if it is no such table
     */
    default Optional<String> rebuild(Consumer<String> messages) throws TableException {
        return Optional.empty();
    }

    @Override
    default void close() {
    }
}
