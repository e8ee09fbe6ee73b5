package org.fingerpost.core.policy;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.services.NamedServices;
import org.fingerpost.core.services.Provided;

/**
 * Which rule set of bundles has a name, while one of them asks for what it overrides. The engine knows names only: so the one
 * that asks is passed over when its name is looked for the next time, which is at once. Confined to the thread that works on an
 * address.
 */
public final class Overrides {

    private final RuleEngine engine;
    private final NamedServices<RuleSet> ruleSets;
    /** Null but between such a question and the look-up that it leads to. */
    private Provided<RuleSet> passedOver;

    Overrides(RuleEngine engine, NamedServices<RuleSet> ruleSets) {
        this.engine = engine;
        this.ruleSets = ruleSets;
    }

    /** The rule set that this name means now, if it is one of a bundle. */
    Optional<Provided<RuleSet>> find(String name) {
        Provided<RuleSet> passed = passedOver;
        if (passed == null || !passed.name().equals(name)) {
            return ruleSets.find(name);
        }
        passedOver = null;
        return ruleSets.next(name, passed);
    }

    /** What {@code one} overrides makes of the tokens. */
    Rewriting overriddenBy(Provided<RuleSet> one, List<String> tokens, RuleContext context) {
        if (!engine.has(one.name()) && ruleSets.next(one.name(), one).isEmpty()) {
            return new Rewriting.Tokens(tokens);
        }
        passedOver = one;
        try {
            return context.call(one.name(), tokens);
        } finally {
            passedOver = null;
        }
    }
}
