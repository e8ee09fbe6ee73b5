package org.fingerpost.rules.cf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.policy.Symbol.Kind;

/** What makes no sense in a rule: operators on the wrong side, positions that nothing matches, look-ups that do not end. */
final class RuleChecks {

    static final int MAX_WILDCARDS = 9;
    private static final Set<Kind> NUMBERED = EnumSet.of(Kind.ANY, Kind.SOME, Kind.ONE, Kind.IN_CLASS, Kind.NOT_IN_CLASS);
    private static final Set<Kind> ONLY_RIGHT = EnumSet.of(Kind.POSITION, Kind.COLON, Kind.CALL, Kind.HOST_BEGIN, Kind.HOST_END,
            Kind.LOOKUP_BEGIN, Kind.LOOKUP_END, Kind.END);

    private final LogicalLine line;
    private final Problems problems;

    RuleChecks(LogicalLine line, Problems problems) {
        this.line = line;
        this.problems = problems;
    }

    /** @return how many operators of the pattern match something */
    int pattern(RuleSide left) {
        if (left.placed().isEmpty()) {
            problem(line.error(1, "the left side of the rule is empty").expecting("a pattern"), "R line: null LHS");
        }
        left.placed().stream().filter(p -> ONLY_RIGHT.contains(p.symbol().kind())).forEach(p -> inappropriate(p, "left", "LHS"));
        int wildcards = (int) left.placed().stream().filter(p -> NUMBERED.contains(p.symbol().kind())).count();
        if (wildcards > MAX_WILDCARDS) {
            problem(line.error(1, wildcards + " operators that match in one pattern").expecting("at most " + MAX_WILDCARDS)
                    .hinting("Two rules can do it together."), "R line: too many wildcards");
        }
        return wildcards;
    }

    void replacement(RuleSide right, int wildcards) {
        if (right.placed().isEmpty()) {
            problem(line.error(line.text().length(), "the right side of the rule is empty").expecting("a replacement")
                    .hinting("A lone $@ or $: replaces an address by nothing.").asWarning(), "R line: null RHS");
        }
        for (RuleSide.Placed placed : right.placed()) {
            if (NUMBERED.contains(placed.symbol().kind())) {
                inappropriate(placed, "right", "RHS");
            } else if (placed.symbol().kind() == Kind.POSITION) {
                position(placed, wildcards);
            }
        }
        lookUps(right);
    }

    private void problem(Problem problem, String words) {
        problems.add(problem, words);
    }

    private Problem at(RuleSide.Placed placed, String message) {
        return line.error(placed.index(), placed.index() + placed.symbol().toString().length(), message);
    }

    private void inappropriate(RuleSide.Placed placed, String side, String half) {
        Symbol symbol = placed.symbol();
        String spelling = symbol.kind() == Kind.POSITION ? "$1-$9" : symbol.kind().spelling();
        problem(at(placed, symbol + " on the " + side + " side of a rule").hinting("Its place is the other side."),
                "Inappropriate use of " + spelling + " on " + half);
    }

    private void position(RuleSide.Placed placed, int wildcards) {
        int number = placed.symbol().text().charAt(0) - '0';
        if (number < 1 || number > wildcards) {
            problem(at(placed, "there is no $" + number + ": of the left side " + (wildcards == 1 ? "1 operator matches"
                    : wildcards + " operators match")
                    + " something")
                    .expecting(wildcards == 0 ? "no position" : wildcards == 1 ? "$1" : "$1 to $" + wildcards),
                    "replacement $" + number + " out of bounds");
        }
    }

    private void lookUps(RuleSide right) {
        Deque<Kind> ends = new ArrayDeque<>();
        for (RuleSide.Placed placed : right.placed()) {
            Kind kind = placed.symbol().kind();
            if (kind == Kind.LOOKUP_BEGIN || kind == Kind.HOST_BEGIN) {
                if (!ends.isEmpty()) {
                    problem(at(placed, "a look-up inside another look-up").expecting(ends.peek().spelling() + " before it")
                            .hinting("Look the inner one up in a rule before this one."), "cannot nest map lookups");
                }
                ends.push(kind == Kind.HOST_BEGIN ? Kind.HOST_END : Kind.LOOKUP_END);
            } else if (kind == Kind.LOOKUP_END || kind == Kind.HOST_END) {
                if (kind != ends.poll()) {
                    problems.add(at(placed, kind.spelling() + " ends no look-up")
                            .expecting((kind == Kind.HOST_END ? Kind.HOST_BEGIN : Kind.LOOKUP_BEGIN).spelling() + " before it"));
                }
            }
        }
        if (!ends.isEmpty()) {
            problem(line.error(line.text().length(), "a look-up has no end").expecting(ends.peek().spelling()),
                    "missing map closing token");
        }
    }
}
