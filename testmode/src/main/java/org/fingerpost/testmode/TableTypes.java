package org.fingerpost.testmode;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableType;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;

/** The types of tables that are on the class path, by the names that a policy calls them. */
final class TableTypes {

    /** Those that need no service. */
    private static final Set<String> OF_THE_CORE = Set.of("macro", "sequence", "switch");

    private static final String SWITCH = "switch";

    private final Services services = new Services();
    private final Set<String> names = new HashSet<>(OF_THE_CORE);

    TableTypes() {
        this(List.of());
    }

    /** @param instead types that win over those of the class path */
    TableTypes(List<LookupTableType> instead) {
        instead.forEach(this::add);
        ServiceLoader.load(LookupTableType.class).forEach(this::add);
    }

    private void add(LookupTableType type) {
        TableType types = type.getClass().getAnnotation(TableType.class);
        if (types == null) {
            return;
        }
        for (String name : types.type()) {
            if (names.add(name.toLowerCase(Locale.ROOT))) {
                services.tableTypes().add(name, type);
            }
        }
    }

    boolean has(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a table can be opened as it is declared. */
    boolean accepts(TableDeclaration table) {
        Optional<LookupTableType> type = services.tableTypes().find(table.type().toLowerCase(Locale.ROOT)).map(Provided::service);
        try {
            if (type.isPresent() && type.get().open(table) instanceof AutoCloseable closeable) {
                closeable.close();
            }
            return !(table.type().equalsIgnoreCase(SWITCH) && table.arguments().isBlank());
        } catch (Exception e) {
            return false; // what is wrong was said when the policy was read
        }
    }

    Services services() {
        return services;
    }
}
