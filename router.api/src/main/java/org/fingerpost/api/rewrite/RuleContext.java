package org.fingerpost.api.rewrite;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;
import org.osgi.annotation.versioning.ProviderType;

/** What a rule set may ask while it rewrites one address: always of one generation of the policy. */
@ProviderType
public interface RuleContext {

    /** The value of a macro, expanded; its name without {@code $} and braces. */
    Optional<String> macro(String name);

    /** Whether the class holds {@code member}, which may be several tokens in one string. */
    boolean inClass(String className, String member);

    /** Asks a table by its name; an unknown table is {@link Lookup.Unavailable}. */
    Lookup lookup(String table, String key, List<String> arguments);

    /**
     * Calls another rule set, given as rules or in Java, by its name or number. An unknown one, or too deep a nesting, is a
     * temporary {@code Refusal}. By its own name a rule set calls itself.
     */
    Rewriting call(String ruleSet, List<String> tokens);

    /**
     * Calls what the rule set that asks overrides: one of the same name with a lower {@code service.ranking}, else that of the
     * policy. Where there is none, the tokens stay as they are. Whatever rules it runs call this rule set again where they name
     * it.
     */
    default Rewriting overridden(List<String> tokens) {
        return new Rewriting.Tokens(tokens);
    }
}
