package org.fingerpost.auth.table;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table that the settings name, opened by the service of its type that is there now. Any thread; the lock is this object's.
 */
final class DeclaredTable {

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredTable.class);

    /** The highest ranking is the last. */
    private final SortedMap<ServiceReference<LookupTableType>, LookupTableType> types = new TreeMap<>();
    private String type = "";
    private TableDeclaration declaration;
    private ServiceReference<LookupTableType> opened;
    private LookupTable table;

    /** @param text type and arguments; empty for no table */
    synchronized void declare(String text, Path base) {
        String[] words = text.split("\\s+", 2);
        type = words[0];
        declaration = new TableDeclaration("credentials", type, words.length > 1 ? words[1] : "", base);
        reopen();
    }

    synchronized boolean isDeclared() {
        return !type.isEmpty();
    }

    /** Empty if it cannot be opened, or nobody is there who could. */
    synchronized Optional<LookupTable> table() {
        return Optional.ofNullable(table);
    }

    synchronized void add(ServiceReference<LookupTableType> reference, LookupTableType service) {
        types.put(reference, service);
        if (isDeclared() && isOfType(reference)) {
            reopen();
        }
    }

    synchronized void remove(ServiceReference<LookupTableType> reference) {
        types.remove(reference);
        if (reference.equals(opened)) {
            reopen();
        }
    }

    private boolean isOfType(ServiceReference<LookupTableType> reference) {
        Object names = reference.getProperty("table.type");
        for (String name : names instanceof String[] several ? several : new String[] {String.valueOf(names)}) {
            if (name.equalsIgnoreCase(type)) {
                return true;
            }
        }
        return false;
    }

    private void reopen() {
        close();
        types.keySet().stream().filter(this::isOfType).reduce((lower, higher) -> higher).ifPresent(reference -> {
            try {
                table = types.get(reference).open(declaration);
                opened = reference;
            } catch (TableException | RuntimeException e) {
                LOG.error("auth: table: {} {}: {}; nobody can log in", type, declaration.arguments(), e.getMessage());
            }
        });
    }

    synchronized void close() {
        if (table instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.debug("a table could not be closed", e);
            }
        }
        table = null;
        opened = null;
    }
}
