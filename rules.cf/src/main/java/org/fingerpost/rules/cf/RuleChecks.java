package org.fingerpost.rules.cf;

import java.util.EnumSet;
import java.util.Set;

import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.policy.Symbol.Kind;

/** What makes no sense in a rule: operators on the wrong side, positions that nothing matches, look-ups that do not end. */
final class RuleChecks {

    private static final int MAX_WILDCARDS = 9;
    private static final Set<Kind> NUMBERED = EnumSet.of(Kind.ANY, Kind.SOME, Kind.ONE, Kind.IN_CLASS, Kind.NOT_IN_CLASS, Kind.IN_MACRO);
    private static final Set<Kind> ONLY_RIGHT = EnumSet.of(Kind.POSITION, Kind.COLON, Kind.CALL, Kind.HOST_BEGIN, Kind.HOST_END,
            Kind.LOOKUP_BEGIN, Kind.LOOKUP_END);

    private static final String NESTED = "cannot nest map lookups";
    private static final String OPEN = "missing map closing token";

    private final LogicalLine line;
    private final Problems problems;

    RuleChecks(LogicalLine line, Problems problems) {
        this.line = line;
        this.problems = problems;
    }

    void check(RuleSide left, RuleSide right) {
        if (left.placed().isEmpty()) {
            problems.error(line, 1, "R line: null LHS; a pattern is expected", "R line: null LHS");
        }
        int wildcards = (int) left.placed().stream().filter(p -> NUMBERED.contains(p.symbol().kind())).count();
        if (wildcards > MAX_WILDCARDS) {
            problems.error(line, 1, "R line: too many wildcards: " + wildcards + ", at most " + MAX_WILDCARDS + " are expected",
                    "R line: too many wildcards");
        }
        left.placed().stream().filter(p -> ONLY_RIGHT.contains(p.symbol().kind())).forEach(p -> inappropriate(p, "LHS"));
        right.placed().stream().filter(p -> NUMBERED.contains(p.symbol().kind())).forEach(p -> inappropriate(p, "RHS"));
        right.placed().stream().filter(p -> p.symbol().kind() == Kind.POSITION).forEach(p -> position(p, wildcards));
        lookUps(right);
    }

    private void inappropriate(RuleSide.Placed placed, String side) {
        Symbol symbol = placed.symbol();
        String spelling = symbol.kind() == Kind.POSITION ? symbol.toString() : symbol.kind().spelling();
        String text = "Inappropriate use of " + spelling + " on " + side;
        problems.error(line, placed.index(), text, text);
    }

    private void position(RuleSide.Placed placed, int wildcards) {
        int number = placed.symbol().text().charAt(0) - '0';
        if (number < 1 || number > wildcards) {
            String text = "replacement $" + number + " out of bounds";
            problems.error(line, placed.index(), text + "; the pattern has " + wildcards + " operators that match", text);
        }
    }

    private void lookUps(RuleSide right) {
        Kind end = null;
        for (RuleSide.Placed placed : right.placed()) {
            Kind kind = placed.symbol().kind();
            if (kind == Kind.LOOKUP_BEGIN || kind == Kind.HOST_BEGIN) {
                if (end != null) {
                    problems.error(line, placed.index(), NESTED, NESTED);
                }
                end = kind == Kind.HOST_BEGIN ? Kind.HOST_END : Kind.LOOKUP_END;
            } else if (kind == Kind.LOOKUP_END || kind == Kind.HOST_END) {
                if (kind != end) {
                    problems.error(line.where(placed.index()), kind.spelling() + " ends no look-up; "
                            + (end == null ? "none is open" : end.spelling() + " is expected"));
                }
                end = null;
            }
        }
        if (end != null) {
            problems.error(line, line.text().length(), OPEN + "; " + end.spelling() + " is expected", OPEN);
        }
    }
}
