package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.Problem;

/** Collects what is wrong with a policy, up to a limit. Confined to one reading. */
final class Problems {

    private static final int MAX = 500;

    private final List<Problem> found = new ArrayList<>();
    private LogicalLine line;

    /** What follows is about this line. */
    void in(LogicalLine next) {
        line = next;
    }

    /** One that sendmail has no words for. */
    void add(Problem problem) {
        if (found.size() < MAX) {
            found.add(problem);
        } else if (found.size() == MAX) {
            found.add(Problem.error(problem.where().orElseThrow(), "too many problems; those after this line are not shown"));
        }
    }

    /**
     * One that sendmail has words for.
     *
     * @param words what it prints about the line that is being read, a line each
     */
    void add(Problem problem, String... words) {
        add(problem.printedAs(printed(words)));
    }

    /** One for which sendmail ends at once. */
    void end(Problem problem, int exit, String... words) {
        add(problem.printedAs(printed(words), exit));
    }

    private String printed(String... words) {
        return Arrays.stream(words).map(line::printed).collect(Collectors.joining("\n"));
    }

    List<Problem> found() {
        return found;
    }
}
