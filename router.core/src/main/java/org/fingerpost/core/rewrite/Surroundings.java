package org.fingerpost.core.rewrite;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;

/** What rules can see of the world while one address is rewritten. */
public interface Surroundings {

    /**
     * These for one address and all rule sets that are applied to it: macros that its rules set ({@code $(macro …$)}) are seen
     * there, and by nobody else.
     */
    default Surroundings forOneAddress() {
        return this;
    }

    /** The value of a macro, expanded: of this transaction or attempt, else of the policy. */
    Optional<String> macro(String name);

    /** Whether there are any rule sets of bundles now; if not, none is asked for. */
    default boolean hasServices() {
        return true;
    }

    /** The rule set that a bundle gives under this name, if any: it overrides one of the policy. */
    Optional<RuleSet> service(String ruleSet);

    /** Asks a table: of a bundle, else of the policy. */
    Lookup lookup(String table, String key, List<String> arguments);

    /** Hears what happens, for explanations. */
    Trace trace();
}
