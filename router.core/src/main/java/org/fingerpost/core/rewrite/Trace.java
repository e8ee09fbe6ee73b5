package org.fingerpost.core.rewrite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.table.Lookup;

/** Hears each step of an evaluation. The engine is the same with and without a listener. */
public interface Trace {

    /** Hears nothing. */
    Trace NONE = new Trace() { };

    /**
     * Who answers a look-up.
     *
     * @param type   of the table, as its {@code K} line has it; empty if a bundle provides the table itself
     * @param source the rest of that line
     * @param bundle symbolic name and version; empty if the router answers itself, or nobody does
     * @param place  where what was found stands, such as {@code FILE:LINE}; empty if the table cannot tell
     * @param kept   how long the router has kept the answer; empty if the table was asked
     */
    record Answerer(String type, String source, String bundle, String place, Optional<Duration> kept) {
    }

    /** An address is about to be rewritten for a mailer. */
    default void rewriting(AddressRewriter.Role role, String address) {
    }

    /** What has become of the address that {@link #rewriting} told of. */
    default void rewritten(String result) {
    }

    default void entered(String ruleSet, List<String> tokens) {
    }

    /** Whether it wants to hear of each rule that is tried. Then rules that cannot match are tried as well. */
    default boolean hearsTries() {
        return false;
    }

    /** Only if {@link #hearsTries()}; so are {@link #fails} and {@link #matches}. */
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

    /** To whom the look-up was put that the next call of {@link #lookedUp} tells of, and how long the answer took. */
    default void asked(Answerer by, List<String> arguments, Duration took) {
    }

    default void lookedUp(String table, String key, Lookup result) {
    }

    /** Something went wrong that the evaluation survives, in sendmail's words: {@code Infinite loop in ruleset 3, rule 9}. */
    default void warned(String message) {
    }

    /** The rule set that was entered last is one of this bundle, not of the policy. */
    default void givenBy(String bundle) {
    }

    default void left(String ruleSet, List<String> tokens) {
    }

    /** In place of {@link #left}: the rule set was given up, and gives nothing that counts. */
    default void gaveUp(String ruleSet) {
    }
}
