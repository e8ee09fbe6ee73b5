package org.fingerpost.table.http;

import java.io.IOException;
import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One declared table: what name servers say of a key. Any thread. */
final class HttpTable implements LookupTable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpTable.class);
    private static final int MAX_REASON = 200;

    private final String name;
    private final TableFlags flags;
    private final Servers servers;

    HttpTable(String name, TableFlags flags, Servers servers) {
        this.name = name;
        this.flags = flags;
        this.servers = servers;
    }

    @Override
    public Lookup lookup(String written, List<String> arguments) {
        String key = flags.folded(written);
        try {
            List<String> values = servers.values(key, arguments);
            return values.isEmpty() || flags.has('1') && values.size() > 1 ? Lookup.NOT_FOUND
                    : flags.found(key, flags.has('z') ? String.join(flags.delimiter(), values) : values.get(0), arguments);
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage()).replaceAll("[^\\x20-\\x7e]", "?");
            String reason = "table " + name + ": " + message.substring(0, Math.min(message.length(), MAX_REASON));
            LOG.warn(reason);
            return new Lookup.Unavailable(reason);
        }
    }

    @Override
    public Lookup trouble(String key, String reason) {
        return flags.trouble(flags.folded(key), reason);
    }
}
