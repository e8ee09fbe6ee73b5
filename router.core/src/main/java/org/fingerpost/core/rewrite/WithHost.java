package org.fingerpost.core.rewrite;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;

/** The surroundings of the rule sets that see the host of a route as {@code $h}. */
record WithHost(Surroundings outer, String host) implements Surroundings {

    @Override
    public Optional<String> macro(String name) {
        return name.equals("h") ? Optional.of(host) : outer.macro(name);
    }

    @Override
    public Optional<String> unexpanded(String name) {
        return name.equals("h") ? Optional.of(host) : outer.unexpanded(name);
    }

    @Override
    public boolean hasServices() {
        return outer.hasServices();
    }

    @Override
    public Optional<RuleSet> service(String ruleSet) {
        return outer.service(ruleSet);
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        return outer.lookup(table, key, arguments);
    }

    @Override
    public Trace trace() {
        return outer.trace();
    }
}
