package org.fingerpost.table.sql;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One declared table: what a database says of a key. Any thread. */
final class SqlTable implements LookupTable {

    private static final Logger LOG = LoggerFactory.getLogger(SqlTable.class);

    private final String name;
    private final String database;
    private final TableFlags flags;
    private final Query query;
    private final int maxRows;
    private final Databases databases;

    /** @param maxRows 0 for as many as the database's settings allow */
    SqlTable(String name, TableFlags flags, Query query, int maxRows, Databases databases) {
        this.name = name;
        this.database = flags.value('d');
        this.flags = flags;
        this.query = query;
        this.maxRows = maxRows;
        this.databases = databases;
    }

    @Override
    public Lookup lookup(String written, List<String> arguments) {
        String key = flags.folded(written);
        Optional<List<String>> parameters = query.values(key, arguments);
        if (parameters.isEmpty()) {
            return Lookup.NOT_FOUND;
        }
        try {
            Rows rows = databases.named(database).ask(new Question(query.statement(), parameters.get(), maxRows));
            return rows.count() == 0 || flags.has('1') && rows.count() > 1 ? Lookup.NOT_FOUND
                    : found(key, rows.values(), arguments);
        } catch (NotNowException e) {
            String reason = "table " + name + ", database " + database + ": " + e.getMessage();
            LOG.warn(reason);
            return new Lookup.Unavailable(reason);
        }
    }

    private Lookup found(String key, List<String> values, List<String> arguments) {
        if (flags.has('m')) {
            return flags.found(key, key, arguments);
        }
        if (values.isEmpty()) {
            return Lookup.NOT_FOUND;
        }
        return flags.found(key, flags.has('z') ? String.join(flags.delimiter(), values) : values.get(0), arguments);
    }

    @Override
    public Lookup trouble(String key, String reason) {
        return flags.trouble(flags.folded(key), reason);
    }

    @Override
    public Optional<String> place(String key) {
        return Optional.of("database " + database);
    }
}
