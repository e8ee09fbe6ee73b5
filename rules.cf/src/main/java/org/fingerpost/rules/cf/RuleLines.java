package org.fingerpost.rules.cf;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Rule;

/** Rule sets: the S line that begins one or takes it up again, and the R lines in it. */
final class RuleLines {

    private static final Pattern NAME = Pattern.compile("([A-Za-z]\\w*)(\\s*=\\s*)?");
    /** Characters of a name that sendmail shows. */
    private static final int SHOWN = 20;

    private final Draft draft;
    private RuleSetDraft current;

    RuleLines(Draft draft) {
        this.draft = draft;
    }

    /** {@code S3}, {@code Sname}, {@code Sname=77}. */
    void ruleSet(LogicalLine line) {
        String text = draft.expand(line, line.rest());
        String bare = text.stripLeading();
        current = null;
        Matcher name = NAME.matcher(bare);
        if (!bare.isEmpty() && bare.charAt(0) >= '0' && bare.charAt(0) <= '9') {
            numbered(line, bare);
        } else if (name.lookingAt()) {
            named(line, bare, name);
        } else {
            draft.problems().add(line.error(1, line.text().length(), "\"" + Sign.octets(bare) + "\" names no rule set")
                    .expecting("a number up to " + RuleSetDrafts.MAX_NUMBER + ", name or name=number"),
                    "invalid ruleset name: \"" + bare.substring(0, Math.min(SHOWN, bare.length())) + "\"");
        }
        if (current != null && !current.rules().isEmpty()) {
            draft.problems().add(line.error(1, "rule set " + bare + " goes on here").asWarning()
                    .printedAs("WARNING: Ruleset " + text + " has multiple definitions"));
        }
    }

    private void numbered(LogicalLine line, String text) {
        CNumber number = CNumber.leading(text);
        if (number.value() > RuleSetDrafts.MAX_NUMBER || number.value() < 0) {
            draft.problems().add(line.error(1, "rule set " + text + " is out of range").expecting("a number up to "
                    + RuleSetDrafts.MAX_NUMBER),
                    "bad ruleset " + number.value() + " (" + (RuleSetDrafts.MAX_NUMBER + 1) + " max)" + number.objection());
        } else {
            current = draft.ruleSets().open(number.value());
        }
    }

    private void named(LogicalLine line, String text, Matcher m) {
        String name = m.group(1);
        OptionalInt known = draft.ruleSets().number(name);
        if (m.group(2) == null) {
            OptionalInt number = draft.ruleSets().enter(name);
            if (number.isEmpty()) {
                draft.problems().add(line.error(1, "rule set " + name + " is one too many").expecting("at most "
                        + RuleSetDrafts.MAX_NAMED
                        + " without a number"), text + ": too many named rulesets (" + RuleSetDrafts.MAX_NAMED + " max)");
                return;
            }
            open(number.getAsInt(), name);
            return;
        }
        String written = text.substring(m.end());
        CNumber number = CNumber.leading(written);
        if (!number.isThere()) {
            draft.ruleSets().enter(name).ifPresent(n -> draft.ruleSets().open(n).names().add(name)); // there, but empty
            draft.problems().add(line.error(1, line.text().length(), "\"" + written + "\" is no number for a rule set")
                    .expecting("a number up to " + RuleSetDrafts.MAX_NUMBER + " after the equals sign"),
                    "bad ruleset definition \"" + text + "\" (number required after `=')");
        } else if (number.value() > RuleSetDrafts.MAX_NUMBER || number.value() < 0) {
            draft.problems().add(line.error(1, line.text().length(), "rule set " + text + " is out of range")
                    .expecting("a number up to " + RuleSetDrafts.MAX_NUMBER), "bad ruleset number " + number.value()
                            + " in \"" + text
                            + "\" (" + (RuleSetDrafts.MAX_NUMBER + 1) + " max)");
        } else if (known.isPresent() && known.getAsInt() != number.value()) {
            boolean spaced = m.group(2).charAt(0) != '=';
            draft.problems().add(line.error(1, line.text().length(), "rule set " + name + " cannot become number "
                    + number.value())
                    .hinting(known.getAsInt() <= RuleSetDrafts.MAX_NUMBER ? "Its number is " + known.getAsInt() + "."
                            : "It has been used without a number before this line."), (spaced ? name : text)
                                    + ": ruleset changed value (old " + known.getAsInt() + ", new " + number.value() + ")");
            open(known.getAsInt(), name);
        } else {
            draft.ruleSets().enter(name, number.value());
            open(number.value(), name);
        }
    }

    private void open(int number, String name) {
        current = draft.ruleSets().open(number);
        current.names().remove(name);
        current.names().add(name);
    }

    /** The pattern, the replacement and a comment, separated by tabs only. */
    void rule(LogicalLine line) {
        String text = line.text();
        if (current == null) {
            draft.problems().add(line.error(0, text.length(), "a rule outside of a rule set").expecting("a line S before it"),
                    "missing valid ruleset for \"" + text + "\"");
            return;
        }
        int leftEnd = text.indexOf('\t');
        if (leftEnd < 0) {
            draft.problems().add(line.error(1, text.length(), "a rule without a tab")
                    .expecting("a tab between pattern and replacement")
                    .hinting("Blanks do not separate the two sides."), "invalid rewrite line \"" + text + "\" (tab expected)");
            return;
        }
        int rightStart = leftEnd;
        while (rightStart < text.length() && text.charAt(rightStart) == '\t') {
            rightStart++;
        }
        int tab = text.indexOf('\t', rightStart);
        RuleChecks checks = new RuleChecks(line, draft.problems());
        RuleSide left = RuleSide.read(line, 1, leftEnd, draft);
        int wildcards = checks.pattern(left);
        RuleSide right = RuleSide.read(line, rightStart, tab < 0 ? text.length() : tab, draft);
        checks.replacement(right, wildcards);
        draft.mentions().in(line, right);
        boolean tooMany = wildcards > RuleChecks.MAX_WILDCARDS; // then, as in sendmail, nothing of the pattern is left
        current.rules().add(new Rule(tooMany ? List.of() : left.symbols(), right.symbols(), line.where()));
    }
}
