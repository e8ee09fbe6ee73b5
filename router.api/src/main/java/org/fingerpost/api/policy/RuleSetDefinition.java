package org.fingerpost.api.policy;

import java.util.List;
import java.util.OptionalInt;

/**
 * A rule set given as rules.
 *
 * @param name   its name; a rule set that has only a number has that as its name
 * @param number under which it can be called too
 * @param rules  in order
 */
public record RuleSetDefinition(String name, OptionalInt number, List<Rule> rules) {

    public RuleSetDefinition {
        rules = List.copyOf(rules);
    }
}
