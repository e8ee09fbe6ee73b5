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

    /** For people: {@code 2 errors, 1 warning}. */
    public String summary() {
        long errors = problems.stream().filter(Problem::isError).count();
        return counted(errors, "error") + ", " + counted(problems.size() - errors, "warning");
    }

    private static String counted(long number, String what) {
        return (number == 0 ? "no" : String.valueOf(number)) + " " + what + (number == 1 ? "" : "s");
    }

    /** Whether no problem is an error. */
    public boolean isUsable() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
