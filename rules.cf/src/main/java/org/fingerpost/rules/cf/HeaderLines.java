package org.fingerpost.rules.cf;

import java.util.Optional;

import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.policy.MacroText;

/** {@code H?flags?Name: value}, {@code H?${Macro}?Name: value}, {@code HName: $>RuleSet} and {@code H*: $>RuleSet}. */
final class HeaderLines {

    private static final String EXPECTED = "[?flags?]Name: value";

    private final Draft draft;

    HeaderLines(Draft draft) {
        this.draft = draft;
    }

    void read(LogicalLine line) {
        String text = line.text();
        String flags = "";
        Optional<String> condition = Optional.empty();
        int at = 1;
        if (text.startsWith("?", 1)) {
            int close = closing(text);
            if (close < 0) {
                syntax(line, text.substring(1));
                return;
            }
            boolean macro = text.charAt(2) == Sign.DOLLAR;
            condition = macro ? Optional.of(Names.translated(text, 3).name()) : Optional.empty();
            flags = macro ? "" : text.substring(2, close);
            at = close + 1;
        }
        int end = at;
        while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) < 0x7f && text.charAt(end) != ':') {
            end++;
        }
        int colon = end;
        while (colon < text.length() && LogicalLine.isSpace(text.charAt(colon))) {
            colon++;
        }
        if (end == at || colon == text.length() || text.charAt(colon) != ':') {
            syntax(line, at > 1 ? text.substring(1, at - 1) : text.substring(1)); // sendmail has put a NUL after the flags
            return;
        }
        declare(line, text.substring(at, end), flags, condition, colon + 1);
    }

    /** The question mark that ends the condition; -1 if nothing does, or it has characters that no flag is. */
    private static int closing(String text) {
        if (text.startsWith(String.valueOf(Sign.DOLLAR), 2)) {
            int end = Names.translated(text, 3).end();
            return text.startsWith("?", end) ? end : -1;
        }
        int close = text.indexOf('?', 2);
        return close >= 0 && text.substring(2, close).chars().allMatch(c -> c < 0x7f) ? close : -1;
    }

    private void syntax(LogicalLine line, String shown) {
        draft.problems().add(line.error(1, line.text().length(), "this line declares no header field").expecting(EXPECTED),
                "header syntax error, line \"" + shown + "\"");
    }

    private void declare(LogicalLine line, String name, String flags, Optional<String> condition, int from) {
        String text = line.text();
        int start = from;
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        boolean checked = text.startsWith(Sign.DOLLAR + ">", start);
        Optional<String> ruleSet = Optional.empty();
        if (checked) {
            RuleSetNames.Named named = RuleSetNames.scan(text, start + (text.startsWith("+", start + 2) ? 3 : 2));
            if (!named.objection().isEmpty()) {
                draft.problems().add(line.error(start, text.length(), "no rule set is named to check the field " + name)
                        .expecting("a name or a number up to " + RuleSetDrafts.MAX_NUMBER), named.objection());
                return;
            }
            ruleSet = Optional.of(named.name());
            draft.enterRuleSet(named.name());
        }
        MacroText value = MacroText.parse(checked ? "" : Sign.source(text.substring(start)));
        draft.policy().header(new HeaderDeclaration(name, flags, condition, value, ruleSet,
                checked && text.startsWith("+", start + 2)));
    }
}
