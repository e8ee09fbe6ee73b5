package org.fingerpost.rules.cf;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Rule;

/** Rule sets: the S line that begins one or takes it up again, and the R lines in it. */
final class RuleLines {

    private static final Pattern NAME = Pattern.compile("\\s*(\\w*)\\s*(?:=\\s*(\\S*)\\s*)?(.*)", Pattern.DOTALL);
    private static final String NUMBER = "0*\\d{1,2}";
    private static final int MAX_NUMBER = 99;
    private static final int MAX_NAMED = 100;

    private final Draft draft;
    private RuleSetDraft current;

    RuleLines(Draft draft) {
        this.draft = draft;
    }

    /** {@code S3}, {@code Sname}, {@code Sname=77}. */
    void ruleSet(LogicalLine line) {
        String text = draft.expand(line.rest());
        Matcher m = NAME.matcher(text);
        if (m.matches() && !m.group(3).isEmpty() && m.start(3) == m.end(1)) {
            draft.problems().warning(line.where(1), "\"" + m.group(3) + "\" after the name of rule set " + m.group(1)
                    + " is ignored; a name has letters, digits and _");
        }
        if (!m.matches() || m.group(1).isEmpty()) {
            error(line, "invalid ruleset name: \"" + text + "\"; a number up to " + MAX_NUMBER + ", name or name=number is expected");
        } else if (Character.isDigit(m.group(1).charAt(0))) {
            number(line, m.group(1)).ifPresent(number -> current = numbered(number));
        } else {
            current = named(line, m.group(1));
            if (m.group(2) != null) {
                assign(line, current, m.group(2));
            }
        }
    }

    private RuleSetDraft numbered(int number) {
        return draft.ruleSet(number).orElseGet(() -> added(new RuleSetDraft(String.valueOf(number), OptionalInt.of(number))));
    }

    private RuleSetDraft named(LogicalLine line, String name) {
        return draft.ruleSet(name).orElseGet(() -> {
            if (draft.namedRuleSets() == MAX_NAMED) {
                error(line, "ruleset " + name + " is one too many; at most " + MAX_NAMED + " named ones are expected");
            }
            return added(new RuleSetDraft(name, OptionalInt.empty()));
        });
    }

    private RuleSetDraft added(RuleSetDraft ruleSet) {
        draft.add(ruleSet);
        return ruleSet;
    }

    /** A name for a number: rules that were given under the number alone go on under the name. */
    private void assign(LogicalLine line, RuleSetDraft named, String written) {
        Optional<Integer> number = written.matches(NUMBER) ? Optional.of(Integer.parseInt(written)) : Optional.empty();
        if (number.isEmpty()) {
            error(line, "bad ruleset definition \"" + named.name() + "=" + written
                    + "\" (number required after `='); one up to " + MAX_NUMBER + " is expected");
        } else if (named.number().isPresent() && named.number().getAsInt() != number.get()) {
            error(line, named.name() + "=" + number.get() + ": ruleset changed value (old " + named.number().getAsInt()
                    + ", new " + number.get() + ")");
        } else if (named.number().isEmpty()) {
            Optional<RuleSetDraft> other = draft.ruleSet(number.get());
            if (other.isPresent() && named.rules().isEmpty()) {
                draft.rename(other.get(), named.name());
                current = other.get();
            } else {
                named.number(number.get());
            }
        }
    }

    private Optional<Integer> number(LogicalLine line, String digits) {
        if (digits.matches(NUMBER)) {
            return Optional.of(Integer.parseInt(digits));
        }
        error(line, "bad ruleset \"" + digits + "\"; a number up to " + MAX_NUMBER + " is expected");
        return Optional.empty();
    }

    /** Sendmail says the same, but not what is expected. */
    private void error(LogicalLine line, String message) {
        draft.problems().error(line, 1, message, message.replaceFirst("; [^;]*$", ""));
    }

    /** The pattern, the replacement and a comment, separated by tabs only. */
    void rule(LogicalLine line) {
        String text = line.text();
        int leftEnd = text.indexOf('\t');
        int rightStart = leftEnd;
        while (rightStart >= 0 && rightStart < text.length() && text.charAt(rightStart) == '\t') {
            rightStart++;
        }
        if (leftEnd < 0) {
            draft.problems().error(line, 1, "invalid rewrite line \"" + CfReading.abridged(text) + "\" (tab expected)",
                    "invalid rewrite line \"" + text.replace('$', '\u0001') + "\" (tab expected)");
            return;
        }
        int rightEnd = text.indexOf('\t', rightStart);
        RuleSide left = RuleSide.read(line, 1, leftEnd, draft);
        RuleSide right = RuleSide.read(line, rightStart, rightEnd < 0 ? text.length() : rightEnd, draft);
        new RuleChecks(line, draft.problems()).check(left, right);
        if (current == null) {
            current = numbered(0); // as sendmail, which begins in rule set 0
        }
        current.rules().add(new Rule(left.symbols(), right.symbols(), line.where()));
    }
}
