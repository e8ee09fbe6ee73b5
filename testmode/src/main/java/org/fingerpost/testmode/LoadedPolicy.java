package org.fingerpost.testmode;

import java.util.List;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.core.rewrite.RuleEngine;

/**
 * A policy with its rules compiled, and the users that it may name. Immutable, so that many sessions may begin with the same
 * one.
 */
record LoadedPolicy(Policy policy, RuleEngine engine, Accounts accounts) {

    private LoadedPolicy(Policy policy, Accounts accounts) {
        this(policy, new RuleEngine(policy), accounts);
    }

    /** With what sendmail has in classes without being told. */
    static LoadedPolicy of(Policy policy, Accounts accounts) {
        return new LoadedPolicy(policy.toBuilder().addToClass("e", List.of("7bit", "8bit", "binary"))
                .addToClass("n", List.of("multipart/signed")).addToClass("s", List.of("rfc822")).build(), accounts);
    }

    /** With more members in a class. */
    LoadedPolicy withMembers(String className, List<String> words) {
        return new LoadedPolicy(policy.toBuilder().addToClass(className, words).build(), accounts);
    }
}
