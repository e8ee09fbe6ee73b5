package org.fingerpost.rules.cf;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.policy.MacroText;

/** {@code H?flags?Name: value}, {@code H?${Macro}?Name: value}, {@code HName: $>RuleSet} and {@code H*: $>RuleSet}. */
final class HeaderLines {

    private static final Pattern SYNTAX = Pattern.compile("(?:\\?([^?]*)\\?)?([^\\s:]+)\\s*:[ \t]*(.*)", Pattern.DOTALL);
    private static final Pattern RULE_SET = Pattern.compile("\\$>(\\+?)\\s*(\\w+)\\s*");

    private final Draft draft;

    HeaderLines(Draft draft) {
        this.draft = draft;
    }

    void read(LogicalLine line) {
        Matcher m = SYNTAX.matcher(line.rest());
        if (!m.matches()) {
            draft.problems().error(line, 1, "header syntax error, line \"" + CfReading.abridged(line.rest())
                    + "\"; [?flags?]Name: value is expected", "header syntax error, line \"" + line.rest() + "\"");
            return;
        }
        String flags = Optional.ofNullable(m.group(1)).orElse("");
        Optional<String> condition = flags.startsWith("$") ? Names.scan(flags, 1).map(Names.Scanned::name) : Optional.empty();
        Matcher ruleSet = RULE_SET.matcher(m.group(3));
        boolean checked = ruleSet.matches();
        draft.policy().header(new HeaderDeclaration(m.group(2), condition.isPresent() ? "" : flags, condition,
                MacroText.parse(checked ? "" : m.group(3)), checked ? Optional.of(ruleSet.group(2)) : Optional.empty(),
                checked && !ruleSet.group(1).isEmpty()));
    }
}
