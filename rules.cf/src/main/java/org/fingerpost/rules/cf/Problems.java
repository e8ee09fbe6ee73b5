package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Problem;

/** Collects what is wrong with a policy, up to a limit. Confined to one reading. */
final class Problems {

    private static final int MAX = 500;

    private final List<Problem> found = new ArrayList<>();

    void error(Location where, String message) {
        add(Problem.error(where, message));
    }

    void warning(Location where, String message) {
        add(Problem.warning(where, message));
    }

    /**
     * One that sendmail has words for.
     *
     * @param texts what sendmail prints, a line each
     */
    void error(LogicalLine line, int index, String message, String... texts) {
        add(Problem.error(line.where(index), message).printedAs(line.printed(texts)));
    }

    void warning(LogicalLine line, int index, String message, String... texts) {
        add(Problem.warning(line.where(index), message).printedAs(line.printed(texts)));
    }

    private void add(Problem problem) {
        if (found.size() < MAX) {
            found.add(problem);
        } else if (found.size() == MAX) {
            found.add(Problem.error(problem.where().orElseThrow(), "too many problems; those after this line are not shown"));
        }
    }

    List<Problem> found() {
        return found;
    }
}
