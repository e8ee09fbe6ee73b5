package org.fingerpost.core.control;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.rewrite.OperatorTokens;
import org.fingerpost.core.rewrite.Trace;

/**
 * Writes each step as it happens, nested as the rule sets are: what a rule set begins with, then for each rule that matched its
 * line and what it made. What a rule set gives is what its last line says. Of one thread.
 */
final class WrittenTrace implements Trace {

    /** Deeper calls are written no further to the right. */
    private static final int MAX_DEPTH = 20;

    private final PrintStream out;
    /** The file whose lines are named without it. */
    private final Optional<Path> mainFile;
    private final Tokenizer tokenizer;
    /** What each rule set that is being applied began with, the innermost first; nothing once one of its rules has matched. */
    private final Deque<Optional<List<String>>> begun = new ArrayDeque<>();
    /** The heading of a rule set of which there is nothing to say yet. */
    private String heading = "";

    WrittenTrace(PrintStream out, Optional<Path> mainFile, Tokenizer tokenizer) {
        this.out = out;
        this.mainFile = mainFile;
        this.tokenizer = tokenizer;
    }

    @Override
    public void entered(String ruleSet, List<String> tokens) {
        writeHeading("");
        heading = indented("rule set " + ruleSet + ": " + text(tokens));
        begun.push(Optional.of(tokens));
    }

    @Override
    public void fired(Rule rule, List<String> before, List<String> after) {
        begun.pop();
        begun.push(Optional.empty());
        line(where(rule.where()) + ": " + (before.equals(after) ? "the same" : text(after)));
    }

    @Override
    public void lookedUp(String table, String key, Lookup result) {
        String answer = result instanceof Lookup.Found found ? "\"" + found.value() + "\""
                : result instanceof Lookup.NotFound ? "not found" : ((Lookup.Unavailable) result).reason();
        line("table " + table + ", \"" + key + "\": " + answer);
    }

    @Override
    public void warned(String message) {
        line(message);
    }

    @Override
    public void left(String ruleSet, List<String> tokens) {
        // A bundle's rule set has no lines that would have said what it made.
        if (begun.peek().filter(before -> !before.equals(tokens)).isPresent()) {
            line("gives: " + text(tokens));
        }
        writeHeading(" (unchanged)");
        begun.pop();
    }

    private String where(Location location) {
        return mainFile.filter(location.file()::equals).isPresent() ? "line " + location.line() : location.toString();
    }

    private void line(String text) {
        writeHeading("");
        out.println(indented(text));
    }

    private void writeHeading(String remark) {
        if (!heading.isEmpty()) {
            out.println(heading + remark);
            heading = "";
        }
    }

    private String indented(String text) {
        return "    ".repeat(Math.min(begun.size(), MAX_DEPTH)) + Printable.line(text);
    }

    /** As a person writes an address: no blanks but between words and before the parts of a route. */
    private String text(List<String> tokens) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean end = i == tokens.size();
            if (end || !OperatorTokens.spelled(tokens.get(i)).equals(tokens.get(i))) {
                text.append(tokenizer.join(tokens.subList(from, i)));
                text.append(end ? "" : (i == 0 ? "" : " ") + OperatorTokens.spelled(tokens.get(i)) + " ");
                from = i + 1;
            }
        }
        return tokens.isEmpty() ? "(nothing)" : text.toString().strip();
    }
}
