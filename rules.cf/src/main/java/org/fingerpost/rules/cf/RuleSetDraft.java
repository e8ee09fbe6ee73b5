package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.fingerpost.api.policy.Rule;

/** A rule set that rules are still added to. */
final class RuleSetDraft {

    private final int number;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<Rule> rules = new ArrayList<>();

    RuleSetDraft(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** All that a line S called it but for its number. */
    Set<String> names() {
        return names;
    }

    List<Rule> rules() {
        return rules;
    }
}
