package org.fingerpost.testmode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.core.rewrite.OperatorTokens;
import org.fingerpost.core.rewrite.Trace;

/** Prints every rule set that is entered and left, what goes wrong in it, and as much more as {@code -d21} asks for. */
class StepPrinter implements Trace {

    private static final String LOOP = "Infinite loop";
    private static final int LOOPS = 1;
    private static final int MACROS = 2;
    private static final int RESULTS = 4;
    private static final int FAILURES = 10;
    private static final int RULES = 12;
    private static final int POSITIONS = 15;

    private final Screen screen;
    private final DebugLevels debug;
    /** Whether the rule set that is left next ends because a rule applies for ever. */
    private boolean looped;

    StepPrinter(Screen screen, DebugLevels debug) {
        this.screen = screen;
        this.debug = debug;
    }

    private boolean shows(int level) {
        return debug.at(DebugLevels.RULES, level);
    }

    @Override
    public void entered(String ruleSet, List<String> tokens) {
        screen.step(ruleSet, "  input:", tokens);
    }

    @Override
    public boolean hearsTries() {
        return shows(FAILURES);
    }

    @Override
    public void tries(Rule rule) {
        if (shows(RULES)) {
            String where = shows(POSITIONS) ? " (line " + rule.where().line() + ")" : "";
            screen.line("-----trying rule" + where + ": " + side(rule.left()));
        }
    }

    @Override
    public void fails(Rule rule) {
        if (shows(FAILURES)) {
            screen.line("----- rule fails");
        }
    }

    @Override
    public void matches(Rule rule, List<List<String>> captures) {
        if (shows(RULES)) {
            screen.line("-----rule matches: " + side(rule.right()));
        }
        if (shows(POSITIONS)) {
            for (int i = 0; i < captures.size(); i++) {
                String tokens = captures.get(i).stream().map(token -> " \"" + shown(token) + "\"").collect(Collectors.joining());
                screen.line("$" + (i + 1) + ":" + tokens);
            }
        }
    }

    @Override
    public void expanded(boolean left, String macro, Optional<String> value) {
        if (shows(MACROS)) {
            String name = macro.length() == 1 ? macro : "{" + macro + "}";
            screen.line("rewrite: " + (left ? "LHS" : "RHS") + " $&" + name + " => \"" + value.orElse("(NULL)") + "\"");
        }
    }

    @Override
    public void fired(Rule rule, List<String> before, List<String> after) {
        if (shows(RESULTS)) {
            screen.line("rewritten as:" + spaced(after));
        }
    }

    @Override
    public void left(String ruleSet, List<String> tokens) {
        if (looped && shows(LOOPS)) {
            screen.line("workspace: " + spaced(tokens));
        }
        looped = false;
        screen.step(ruleSet, "returns:", tokens);
    }

    @Override
    public void warned(String message) {
        looped = message.startsWith(LOOP);
        screen.line(message);
    }

    private static String side(List<Symbol> symbols) {
        return symbols.stream().map(symbol -> Screen.visible(symbol.toString())).collect(Collectors.joining(" "));
    }

    private static String spaced(List<String> tokens) {
        return tokens.stream().map(token -> " " + shown(token)).collect(Collectors.joining());
    }

    private static String shown(String token) {
        return Screen.visible(OperatorTokens.spelled(token));
    }
}
