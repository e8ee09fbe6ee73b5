package org.fingerpost.core.policy;

import java.util.List;
import java.util.function.Consumer;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.RebuildableTable;
import org.fingerpost.api.table.TableException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The alias files of the policy in use, as the one table that {@code newaliases} rebuilds. */
@Component(service = RebuildableTable.class, enabled = false)
public final class AliasTables implements RebuildableTable {

    private final PolicyRegistry registry;

    @Activate
    public AliasTables(@Reference PolicyRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Lookup lookup(String key, List<String> arguments) {
        Generation generation = registry.pin();
        try {
            return generation.tables().alias(key);
        } finally {
            generation.release();
        }
    }

    @Override
    public String rebuild(Consumer<String> messages) throws TableException {
        Generation generation = registry.pin();
        try {
            return String.join("\n", generation.tables().rebuild(messages));
        } finally {
            generation.release();
        }
    }
}
