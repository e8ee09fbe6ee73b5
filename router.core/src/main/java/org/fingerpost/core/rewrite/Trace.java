package org.fingerpost.core.rewrite;

import java.util.List;

import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.table.Lookup;

/** Hears each step of an evaluation. The engine is the same with and without a listener. */
public interface Trace {

    /** Hears nothing. */
    Trace NONE = new Trace() { };

    default void entered(String ruleSet, List<String> tokens) {
    }

    default void fired(Rule rule, List<String> before, List<String> after) {
    }

    default void lookedUp(String table, String key, Lookup result) {
    }

    /** Something went wrong that the evaluation survives, in sendmail's words: {@code Infinite loop in ruleset 3, rule 9}. */
    default void warned(String message) {
    }

    default void left(String ruleSet, List<String> tokens) {
    }
}
