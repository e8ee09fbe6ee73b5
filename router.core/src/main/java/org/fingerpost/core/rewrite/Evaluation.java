package org.fingerpost.core.rewrite;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.rewrite.Tokenizer.Problem;
import org.fingerpost.api.rewrite.Tokenizer.Tokenization;
import org.fingerpost.api.table.Lookup;

/**
 * One evaluation, from the first rule set to the last one that it calls: the tokens, how deep it is, what it may still cost, and
 * what the rules see. Confined to one thread.
 *
 * <p>The tokens are a stack. A rule set works on those from its base to the top and leaves its result there; what it calls gets
 * the topmost of them. So a call copies nothing.
 */
final class Evaluation implements RuleContext, Matcher.Macros {

    /** Sendmail's MaxRuleRecursion. */
    private static final int MAX_DEPTH = 50;
    /** What a call takes, measured by steps of matching. */
    private static final int CALL_STEPS = 20;
    /** What a look-up takes at least. */
    private static final int LOOK_UP_STEPS = 100;
    private static final int USUAL_TOKENS = 32;

    private final Program program;
    private final Surroundings surroundings;
    private final Trace trace;
    private final boolean tellsTries;
    private final Budget budget;
    private final TokenBuffer stack = new TokenBuffer(USUAL_TOKENS);
    private final Matcher matcher;
    private final LookUps lookUps;
    private final Calls calls;
    private int depth;
    /** What has happened, and why. */
    private Status total = Status.OK;
    private String reason = "";

    Evaluation(Program program, Surroundings surroundings, Budget budget) {
        this.program = program;
        this.surroundings = surroundings;
        this.trace = surroundings.trace();
        this.tellsTries = trace.hearsTries();
        this.budget = budget;
        this.matcher = new Matcher(stack, this, program.blank());
        this.lookUps = new LookUps(this);
        this.calls = new Calls(this);
    }

    /** Runs one after the other over these tokens, until one fails or resolves the address. */
    Rewritten run(List<String> ruleSets, List<String> tokens) {
        Rewritten result = Rewritten.ok(tokens);
        for (String ruleSet : ruleSets) {
            if (result.status() != Status.OK || result.isResolved()) {
                break;
            }
            total = Status.OK;
            reason = "";
            result = run(ruleSet, result.tokens());
        }
        return result;
    }

    /** Runs a rule set over these tokens; one that does not exist is a mistake in the configuration. */
    Rewritten run(String ruleSet, List<String> tokens) {
        int base = stack.size();
        stack.addAll(tokens, program.vocabulary());
        Callee callee = find(ruleSet);
        Status status = callee == null ? unknown(ruleSet) : call(callee, base);
        Rewritten rewritten = new Rewritten(tokens(base), status, status == Status.OK ? "" : reason);
        stack.truncate(base);
        return rewritten;
    }

    /** Null if there is none, see {@link RuleSetName}. Rule sets of bundles override those of the policy. */
    Callee find(String ruleSet) {
        CompiledRuleSet compiled = program.ruleSet(ruleSet);
        if (surroundings.hasServices()) {
            for (String name : compiled == null ? List.of(ruleSet) : compiled.names()) {
                Optional<RuleSet> service = surroundings.service(name);
                if (service.isPresent()) {
                    return new ProvidedRuleSet(compiled == null ? ruleSet : compiled.name(), service.get());
                }
            }
        }
        return compiled != null ? compiled : otherwise(RuleSetName.of(ruleSet));
    }

    /** A number that nobody gave rules is a rule set that changes nothing. */
    private CompiledRuleSet otherwise(RuleSetName name) {
        if (!name.problem().isEmpty()) {
            trace.warned(name.problem());
            return null;
        }
        CompiledRuleSet compiled = program.ruleSet(name.text());
        return compiled == null && name.isNumber() ? CompiledRuleSet.empty(name.text()) : compiled;
    }

    Status unknown(String ruleSet) {
        String message = "Unknown ruleset " + ruleSet;
        trace.warned(message);
        return failed(Status.CONFIGURATION, message);
    }

    /** Lets a rule set rewrite the tokens from {@code base} to the top of the stack. */
    Status call(Callee callee, int base) {
        if (depth > 0 && callee.isEmpty()) {
            return Status.OK; // as in sendmail, it is not even entered
        }
        budget.spend(CALL_STEPS + stack.size() - base);
        if (isTraced()) {
            trace.entered(callee.name(), tokens(base));
        }
        if (depth > MAX_DEPTH) {
            String message = "rewrite: excessive recursion (max " + MAX_DEPTH + "), ruleset " + callee.name();
            trace.warned(message);
            trace.gaveUp(callee.name());
            return failed(Status.CONFIGURATION, message);
        }
        int before = depth++;
        Status status = callee.apply(this, base);
        depth = before;
        return status;
    }

    /** Tells the trace that a rule set has come to its end. */
    void left(String ruleSet, int base) {
        if (isTraced()) {
            trace.left(ruleSet, tokens(base));
        }
    }

    /** Notes what went wrong, and why. */
    Status failed(Status status, String why) {
        if (total.then(status) != total) {
            total = status;
            reason = why;
        }
        return status;
    }

    Program program() {
        return program;
    }

    Budget budget() {
        return budget;
    }

    Trace trace() {
        return trace;
    }

    boolean tellsTries() {
        return tellsTries;
    }

    boolean isTraced() {
        return trace != Trace.NONE;
    }

    /** The tokens of all rule sets that are running. */
    TokenBuffer stack() {
        return stack;
    }

    Matcher matcher() {
        return matcher;
    }

    LookUps lookUps() {
        return lookUps;
    }

    Calls calls() {
        return calls;
    }

    /** A copy of the tokens from {@code base} to the top of the stack. */
    List<String> tokens(int base) {
        return stack.list(base, stack.size(), program.vocabulary());
    }

    /** Adds the value of a macro as rules get it to the stack. */
    Status addMacro(String name) {
        Optional<String> value = surroundings.unexpanded(name);
        trace.expanded(false, name, value);
        return value.isPresent() ? addText(value.get(), program.valueTokenizer(), stack) : Status.OK;
    }

    /** Adds text as tokens; what is wrong with it is told to the trace. Text that has none is bad data. */
    Status addText(String text, Tokenizer tokenizer, TokenBuffer to) {
        Tokenization cut = tokenizer.tokenize(text);
        for (Problem problem : cut.problems()) {
            trace.warned(text + "... " + problem.text());
        }
        to.addAll(cut.tokens(), program.vocabulary());
        return cut.tokens().isEmpty() && !text.isEmpty()
                ? failed(Status.DATA, "what a table or a macro gives is no address") : Status.OK;
    }

    @Override
    public String valueOf(String macro) {
        Optional<String> value = surroundings.unexpanded(macro);
        trace.expanded(true, macro, value);
        return value.orElse("");
    }

    @Override
    public Optional<String> macro(String name) {
        return surroundings.macro(name);
    }

    @Override
    public boolean inClass(String className, String member) {
        return program.members(className).contains(member);
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        budget.spend(LOOK_UP_STEPS);
        Lookup answer = surroundings.lookup(table, key, arguments);
        trace.lookedUp(table, key, answer);
        return answer;
    }

    /** What a rule set in Java makes of a failure is its own affair. */
    @Override
    public Rewriting call(String ruleSet, List<String> tokens) {
        Status totalBefore = total;
        String reasonBefore = reason;
        int size = stack.size();
        int depthBefore = depth;
        try {
            return Triple.rewriting(run(ruleSet, tokens), program.tokenizer());
        } finally {
            stack.truncate(size);
            depth = depthBefore;
            total = totalBefore;
            reason = reasonBefore;
        }
    }
}
