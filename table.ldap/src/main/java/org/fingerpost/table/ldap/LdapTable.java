package org.fingerpost.table.ldap;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One declared table: what a directory says of a key. Any thread; the monitor guards the servers. */
final class LdapTable implements LookupTable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LdapTable.class);
    /** The directory is well and has no such entry. */
    private static final Set<ResultCode> ABSENT = Set.of(ResultCode.NO_SUCH_OBJECT, ResultCode.NO_RESULTS_RETURNED);
    private static final int MAX_PLACES = 3;

    private final String name;
    private final TableFlags flags;
    private final Query query;
    private final Directory directory;
    private final Settings settings;
    private final Pools pools;
    private Replicas replicas;

    LdapTable(String name, TableFlags flags, Query query, Directory directory, Settings settings, Pools pools) {
        this.name = name;
        this.flags = flags;
        this.query = query;
        this.directory = directory;
        this.settings = settings;
        this.pools = pools;
    }

    @Override
    public Lookup lookup(String key, List<String> arguments) {
        try {
            Matches matches = matches(query, key, arguments);
            return matches.names().isEmpty() || query.onlyMatch() && matches.names().size() > 1 ? Lookup.NOT_FOUND
                    : found(key, matches.values(), arguments);
        } catch (LDAPException e) {
            return ABSENT.contains(e.getResultCode()) ? Lookup.NOT_FOUND : unavailable(Reasons.of(e));
        } catch (IOException e) {
            return unavailable(Reasons.line(e.getMessage()));
        }
    }

    private Matches matches(Query asked, String key, List<String> arguments) throws LDAPException, IOException {
        Deadline deadline = Deadline.in(settings.limit());
        return replicas().ask(connection -> new Search(connection, asked, settings, deadline, flags.has('n'), flags.value('V'))
                .matches(asked.filter().filter(flags.folded(key), arguments)), deadline);
    }

    private Lookup found(String key, List<String> values, List<String> arguments) {
        if (flags.has('m')) {
            return flags.found(key, key, arguments);
        }
        if (values.isEmpty()) {
            return Lookup.NOT_FOUND;
        }
        return flags.found(key, flags.has('z') ? String.join(flags.delimiter(), values)
                : flags.has('A') ? String.join(", ", values) // aliases: all of them, a list
                        : values.get(0), arguments);
    }

    private Lookup unavailable(String reason) {
        String text = "table " + name + ", servers " + directory.servers() + ": " + reason;
        LOG.warn(text);
        return new Lookup.Unavailable(text);
    }

    @Override
    public Lookup trouble(String key, String reason) {
        return flags.trouble(key, reason);
    }

    @Override
    public Optional<String> place(String key) {
        try {
            List<String> names = matches(query.forNames(MAX_PLACES), key, List.of()).names();
            return names.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", names));
        } catch (LDAPException | IOException e) {
            return Optional.empty();
        }
    }

    private synchronized Replicas replicas() throws IOException {
        if (replicas == null) {
            replicas = pools.use(directory);
        }
        return replicas;
    }

    @Override
    public synchronized void close() {
        if (replicas != null) {
            replicas = null;
            pools.release(directory);
        }
    }
}
