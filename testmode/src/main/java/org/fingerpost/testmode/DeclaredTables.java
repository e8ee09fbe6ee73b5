package org.fingerpost.testmode;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;

/** The tables that the policy declares, opened when they are first asked. */
final class DeclaredTables {

    /** Sendmail has this table even if nobody declares it. */
    private static final String HOST = "host";

    private final TableTypes types;
    private final Map<String, TableDeclaration> declarations = new HashMap<>();
    private final Map<String, Optional<LookupTable>> open = new HashMap<>();

    DeclaredTables(Policy policy, TableTypes types) {
        this.types = types;
        declarations.put(HOST, new TableDeclaration(HOST, HOST, "-a.", policy.sources().iterator().next().toAbsolutePath().getParent()));
        policy.tables().values().forEach(table -> declarations.put(key(table.name()), table));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Optional<TableDeclaration> declaration(String name) {
        return Optional.ofNullable(declarations.get(key(name)));
    }

    /** The table of this name, if it is declared and can be opened. */
    Optional<LookupTable> find(String name) {
        return declaration(name).flatMap(table -> open.computeIfAbsent(key(name), n -> open(table)));
    }

    private Optional<LookupTable> open(TableDeclaration table) {
        Optional<LookupTableType> type = types.find(table.type());
        try {
            return type.isEmpty() ? Optional.empty() : Optional.of(type.get().open(table));
        } catch (TableException e) {
            return Optional.empty();
        }
    }

    Lookup lookup(String name, String key, List<String> arguments) {
        return find(name).map(table -> table.lookup(key, arguments)).orElseGet(() -> new Lookup.Unavailable("there is no table " + name));
    }
}
