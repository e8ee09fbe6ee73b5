package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.fingerpost.api.policy.Rule;

/** A rule set that rules are still added to. */
final class RuleSetDraft {

    private String name;
    private OptionalInt number;
    private final List<Rule> rules = new ArrayList<>();

    RuleSetDraft(String name, OptionalInt number) {
        this.name = name;
        this.number = number;
    }

    String name() {
        return name;
    }

    void name(String value) {
        name = value;
    }

    OptionalInt number() {
        return number;
    }

    void number(int value) {
        number = OptionalInt.of(value);
    }

    List<Rule> rules() {
        return rules;
    }
}
