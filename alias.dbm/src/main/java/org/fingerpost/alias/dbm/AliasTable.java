package org.fingerpost.alias.dbm;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.RebuildableTable;
import org.fingerpost.api.table.Substitution;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/** One declared table: what its flags make of what the database says. Any thread. */
final class AliasTable implements RebuildableTable, AutoCloseable {

    private final TableFlags flags;
    private final String suffix;
    private final Keys keys;
    /** As {@link #keys}, but with the case that was asked for: what {@code %0} and {@code -m} give. */
    private final Keys spelling;
    private final boolean substitute;
    private final AliasDatabase database;

    /** @param substitute whether {@code %1} in a value stands for an argument; in an alias it is part of an address */
    AliasTable(TableFlags flags, Keys keys, boolean substitute, AliasDatabase database) {
        this.flags = flags;
        this.suffix = flags.value('a');
        this.keys = keys;
        this.spelling = new Keys(false, keys.keepQuotes());
        this.substitute = substitute;
        this.database = database;
    }

    @Override
    public Lookup lookup(String key, List<String> arguments) {
        Lookup result = database.find(keys.of(key));
        if (result instanceof Lookup.Found found) {
            String value = rewrite(key, found.value(), arguments);
            return value == found.value() && suffix.isEmpty() ? found : new Lookup.Found(value + suffix);
        }
        return result instanceof Lookup.Unavailable trouble ? flags.notOpen(trouble.reason()) : result;
    }

    @Override
    public Optional<String> place(String key) {
        return database.place(keys.of(key));
    }

    private String rewrite(String key, String value, List<String> arguments) {
        if (flags.has('m')) {
            return spelling.of(key);
        }
        return substitute ? Substitution.of(value, spelling.of(key), arguments) : value;
    }

    @Override
    public String rebuild(Consumer<String> messages) throws TableException {
        return database.rebuild(messages);
    }

    @Override
    public void close() {
        database.close();
    }
}
