package org.fingerpost.core.rewrite;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.table.Lookup;

/** Hears each step of an evaluation. The engine is the same with and without a listener. */
public interface Trace {

    /** Hears nothing. */
    Trace NONE = new Trace() { };

    default void entered(String ruleSet, List<String> tokens) {
    }

    default void tries(Rule rule) {
    }

    /** The rule that is tried does not match. */
    default void fails(Rule rule) {
    }

    /** The rule that is tried matches; {@code captures} are what {@code $1}, {@code $2} ... stand for. */
    default void matches(Rule rule, List<List<String>> captures) {
    }

    /** A macro of a rule is expanded now ({@code $&x}); {@code left}: to be compared with the tokens. */
    default void expanded(boolean left, String macro, Optional<String> value) {
    }

    /** The rule that matches has been applied, look-ups and calls too. */
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
