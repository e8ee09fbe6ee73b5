package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.fingerpost.api.policy.RuleSetDefinition;

/**
 * The rule sets of a policy by their numbers. As in sendmail every name stands for a number: the one that it was given, or one
 * from 199 downwards if none was given where it first occurred, be that in a line S, in a mailer or in a header declaration.
 */
final class RuleSetDrafts {

    static final int MAX_NUMBER = 99;
    static final int MAX_NAMED = 100;
    private static final int FIRST_NAMED = 199;

    private final Map<Integer, RuleSetDraft> byNumber = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int named;

    OptionalInt number(String name) {
        Integer number = numbers.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The number that a name stands for from now on; empty if there are too many names. */
    OptionalInt enter(String name) {
        if (!numbers.containsKey(name)) {
            if (named == MAX_NAMED) {
                return OptionalInt.empty();
            }
            numbers.put(name, FIRST_NAMED - named++);
        }
        return number(name);
    }

    void enter(String name, int number) {
        numbers.put(name, number);
    }

    /** The rule set of this number. */
    RuleSetDraft open(int number) {
        return byNumber.computeIfAbsent(number, RuleSetDraft::new);
    }

    boolean hasRules() {
        return byNumber.values().stream().anyMatch(set -> !set.rules().isEmpty());
    }

    /** One for each name. */
    Collection<RuleSetDefinition> definitions() {
        List<RuleSetDefinition> definitions = new ArrayList<>();
        for (RuleSetDraft set : byNumber.values()) {
            OptionalInt number = set.number() <= MAX_NUMBER ? OptionalInt.of(set.number()) : OptionalInt.empty();
            List<String> names = new ArrayList<>(set.names());
            for (int i = names.size() - 1; i >= 0; i--) { // the last name is the one that is shown
                definitions.add(new RuleSetDefinition(names.get(i), number, set.rules()));
            }
            if (names.isEmpty()) {
                definitions.add(new RuleSetDefinition(String.valueOf(set.number()), number, set.rules()));
            }
        }
        return definitions;
    }
}
