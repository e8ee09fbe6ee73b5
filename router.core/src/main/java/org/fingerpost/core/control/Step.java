package org.fingerpost.core.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.Trace.Answerer;

/** Something that happened while an address was worked on. Lists of tokens may hold operators. */
sealed interface Step {

    /**
     * A rule set was applied.
     *
     * @param bundle the one that gave it; empty if its rules are the policy's
     * @param before the tokens that it was given
     * @param after  what it made of them; empty if it was given up
     * @param steps  rules that matched, and what a bundle's rule set did
     */
    record RuleSetRun(String name, String bundle, List<String> before, Optional<List<String>> after, List<Step> steps)
            implements Step {
    }

    /** An address was rewritten for a mailer, by the rule sets among {@code steps}. */
    record AddressRewritten(Role role, String address, String result, List<Step> steps) implements Step {
    }

    /**
     * A rule matched.
     *
     * @param asked what its replacement asked of tables and of other rule sets
     */
    record RuleFired(Location where, List<String> before, List<String> after, List<Step> asked) implements Step {
    }

    /** A table was asked, by a rule or for a local name. */
    record TableAsked(String table, String key, List<String> arguments, Lookup answer, Answerer by, Duration took)
            implements Step {
    }

    /** Something went wrong that the evaluation survived. */
    record Warned(String message) implements Step {
    }
}
