package org.fingerpost.rules.cf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Symbol.Kind;

/**
 * The rule sets and tables that rules name. Those that nobody defines may come from a bundle, so they are worth a warning, not
 * more. Confined to one reading.
 */
final class Mentions {

    /** Tables that are there without a line of the policy. */
    private static final Pattern OWN_TABLES = Pattern.compile("(alias(es)?|users?|passwd|host)([0-9.].*)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** By name, the problem that it is if nobody defines it: of the first place alone. */
    private final Map<String, Problem> ruleSets = new LinkedHashMap<>();
    private final Map<String, Problem> tables = new LinkedHashMap<>();

    void in(LogicalLine line, RuleSide right) {
        List<RuleSide.Placed> placed = right.placed();
        for (int i = 1; i < placed.size(); i++) {
            RuleSide.Placed name = placed.get(i);
            if (name.symbol().kind() != Kind.LITERAL) {
                continue;
            }
            String text = name.symbol().text().replace("\"", ""); // m4 writes $>"Local_check_mail"
            int at = placed.get(i - 1).index();
            Kind before = placed.get(i - 1).symbol().kind();
            if (before == Kind.CALL && !NUMBER.matcher(text).matches()) {
                ruleSets.computeIfAbsent(text,
                        key -> missing(line, at, name, "rule set " + key + " is called, and not defined here"));
            } else if (before == Kind.LOOKUP_BEGIN && !OWN_TABLES.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
                tables.computeIfAbsent(text.toLowerCase(Locale.ROOT),
                        key -> missing(line, at, name, "table " + key + " is asked, and not declared here"));
            }
        }
    }

    /** @param at where the operator stands that the name follows */
    private static Problem missing(LogicalLine line, int at, RuleSide.Placed name, String message) {
        return line.error(at, at + Kind.CALL.spelling().length() + name.symbol().text().length(), message)
                .hinting("Addresses that need it are deferred unless a bundle brings it.").asWarning();
    }

    /** Tells of those that the policy does not have. */
    void check(Policy policy, Problems problems) {
        ruleSets.forEach((name, problem) -> {
            if (policy.ruleSet(name).isEmpty()) {
                problems.add(problem);
            }
        });
        tables.forEach((name, problem) -> {
            if (!policy.tables().containsKey(name)) {
                problems.add(problem);
            }
        });
    }
}
