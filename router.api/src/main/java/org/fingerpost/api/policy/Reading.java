package org.fingerpost.api.policy;

import java.util.List;

/**
 * What reading a policy gave.
 *
 * @param policy   what could be understood; usable only if no problem is an error
 * @param problems all of them, in the order of the files
 */
public record Reading(Policy policy, List<Problem> problems) {

    public Reading {
        problems = List.copyOf(problems);
    }

    /** Whether no problem is an error. */
    public boolean isUsable() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
