package org.fingerpost.core.policy;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableException;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table by its name: the one that a bundle provides under the name now, else the one that the policy declares. */
final class NamedTable implements PolicyTable {

    private static final Logger LOG = LoggerFactory.getLogger(NamedTable.class);

    private final String name;
    private final Services services;
    private final Optional<PolicyTable> declared;

    NamedTable(String name, Services services, Optional<PolicyTable> declared) {
        this.name = name;
        this.services = services;
        this.declared = declared;
    }

    @Override
    public Lookup lookup(String key, List<String> arguments, MacroScope macros) {
        Optional<Provided<LookupTable>> provided = services.tables().find(name);
        if (provided.isPresent()) {
            return ask(provided.get(), key, arguments);
        }
        return declared.map(table -> table.lookup(key, arguments, macros))
                .orElseGet(() -> new Lookup.Unavailable("there is no table " + name));
    }

    private static Lookup ask(Provided<LookupTable> provided, String key, List<String> arguments) {
        try {
            Lookup answer = provided.service().lookup(key, arguments);
            return answer != null ? answer : new Lookup.Unavailable("table " + provided.name() + " of " + provided.bundle() + " gave no answer");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("table {} of bundle {} failed for key \"{}\"", provided.name(), provided.bundle(), key, e);
            return new Lookup.Unavailable("table " + provided.name() + " of " + provided.bundle() + ": " + e);
        }
    }

    @Override
    public Optional<String> rebuild() throws TableException {
        return declared.isPresent() ? declared.get().rebuild() : Optional.empty();
    }

    @Override
    public void close() {
        declared.ifPresent(PolicyTable::close);
    }
}
