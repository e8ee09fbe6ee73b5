package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;

/** A world of a few maps, which remembers what was warned of. */
final class TestSurroundings implements Surroundings, Trace {

    final Map<String, String> macros = new HashMap<>();
    /** As defined, for those that differ from what is above. */
    final Map<String, String> unexpanded = new HashMap<>();
    final Map<String, RuleSet> services = new HashMap<>();
    final Map<String, Map<String, String>> tables = new HashMap<>();
    final List<String> log = new ArrayList<>();

    @Override
    public Optional<String> macro(String name) {
        return Optional.ofNullable(macros.get(name));
    }

    @Override
    public Optional<String> unexpanded(String macro) {
        return unexpanded.containsKey(macro) ? Optional.of(unexpanded.get(macro)) : macro(macro);
    }

    @Override
    public Optional<RuleSet> service(String ruleSet) {
        return Optional.ofNullable(services.get(ruleSet));
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        Map<String, String> entries = tables.get(table);
        if (entries == null) {
            return new Lookup.Unavailable("unknown table");
        }
        String value = entries.get(String.join("|", key, String.join("|", arguments)).replaceAll("\\|$", ""));
        return value == null ? Lookup.NOT_FOUND : new Lookup.Found(value);
    }

    @Override
    public Trace trace() {
        return this;
    }

    @Override
    public void warned(String message) {
        log.add(message);
    }
}
