package org.fingerpost.table.ldap;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One declared table: what a directory says of a key. Any thread; the monitor guards the pool. */
final class LdapTable implements LookupTable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LdapTable.class);
    private static final int MAX_REASON = 200;
    /** The directory is well and has no such entry. */
    private static final Set<ResultCode> ABSENT = Set.of(ResultCode.NO_SUCH_OBJECT, ResultCode.NO_RESULTS_RETURNED);

    private final String name;
    private final TableFlags flags;
    private final Query query;
    private final Directory directory;
    private final Pools pools;
    private LDAPConnectionPool pool;

    LdapTable(String name, TableFlags flags, Query query, Directory directory, Pools pools) {
        this.name = name;
        this.flags = flags;
        this.query = query;
        this.directory = directory;
        this.pools = pools;
    }

    @Override
    public Lookup lookup(String key, List<String> arguments) {
        try {
            Search search = new Search(pool(), query, flags.has('n'), flags.value('V'));
            List<String> values = search.values(query.filter().filter(flags.folded(key), arguments));
            return search.entries() == 0 || query.onlyMatch() && search.entries() > 1 ? Lookup.NOT_FOUND
                    : found(key, values, arguments);
        } catch (LDAPException e) {
            return ABSENT.contains(e.getResultCode()) ? Lookup.NOT_FOUND
                    : unavailable(key, e.getResultCode().getName() + ": " + e.getMessage());
        } catch (IOException e) {
            return unavailable(key, e.getMessage());
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

    private Lookup unavailable(String key, String reason) {
        String line = reason.lines().findFirst().orElse("");
        String text = "table " + name + ", servers " + directory.servers() + ": "
                + line.substring(0, Math.min(line.length(), MAX_REASON));
        LOG.warn(text);
        return flags.trouble(key, text);
    }

    private synchronized LDAPConnectionPool pool() throws IOException {
        if (pool == null) {
            pool = pools.use(directory);
        }
        return pool;
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool = null;
            pools.release(directory);
        }
    }
}
