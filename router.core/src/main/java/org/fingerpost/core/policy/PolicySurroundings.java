package org.fingerpost.core.policy;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.services.Services;

/**
 * What the rules of one generation see: the macros of one scope, the generation's tables, the rule sets of bundles. Rules may set
 * macros, so the scope changes only in {@linkplain #forOneAddress() what is made for one address}, by the thread that works on it.
 */
public record PolicySurroundings(Generation generation, MacroScope macros, Services services, Trace trace) implements Surroundings {

    public PolicySurroundings(Generation generation, MacroScope macros, Services services) {
        this(generation, macros, services, Trace.NONE);
    }

    @Override
    public Surroundings forOneAddress() {
        return new PolicySurroundings(generation, macros.nested(), services, trace);
    }

    @Override
    public Optional<String> macro(String name) {
        return macros.value(name);
    }

    @Override
    public Optional<RuleSet> service(String ruleSet) {
        return services.ruleSets().find(ruleSet).map(provided -> provided.service());
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        return generation.tables().lookup(table, key, arguments, macros);
    }
}
