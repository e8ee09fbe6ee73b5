package org.fingerpost.core.rewrite;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.rewrite.Tokenizer.Problem;
import org.fingerpost.api.rewrite.Tokenizer.Tokenization;
import org.fingerpost.api.table.Lookup;

/**
 * One evaluation, from the first rule set to the last one that it calls: the tokens, how deep it is, what it may still cost, and
 * what the rules see. Confined to one thread.
 *
 * <p>The tokens are a stack. A rule set works on those from its base to the top and leaves its result there; what it calls gets the
 * topmost of them. So a call copies nothing.
 */
final class Evaluation implements RuleContext, Matcher.Macros {

    /** Sendmail's MaxRuleRecursion. */
    private static final int MAX_DEPTH = 50;
    private static final int USUAL_TOKENS = 24;

    private final Program program;
    private final Surroundings surroundings;
    private final Trace trace;
    private final Budget budget;
    private final TokenBuffer stack = new TokenBuffer(USUAL_TOKENS);
    private final TokenBuffer result = new TokenBuffer(USUAL_TOKENS);
    private final Matcher matcher;
    private final LookUps lookUps;
    private final Calls calls;
    private int depth;
    private boolean gaveUp;
    /** The worst that has happened, and why. */
    private Status worst = Status.OK;
    private String reason = "";

    Evaluation(Program program, Surroundings surroundings, Budget budget) {
        this.program = program;
        this.surroundings = surroundings;
        this.trace = surroundings.trace();
        this.budget = budget;
        this.matcher = new Matcher(stack, this, program.blank());
        this.lookUps = new LookUps(this);
        this.calls = new Calls(this);
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

    /** Null if there is none. Rule sets of bundles override those of the policy; a number that nobody gave rules changes nothing. */
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
        return compiled != null || !isNumber(ruleSet) ? compiled : CompiledRuleSet.empty(ruleSet);
    }

    private static boolean isNumber(String ruleSet) {
        return !ruleSet.isEmpty() && ruleSet.chars().allMatch(c -> c >= '0' && c <= '9');
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
        if (gaveUp) {
            trace.gaveUp(callee.name());
        } else if (isTraced()) {
            trace.left(callee.name(), tokens(base));
        }
        gaveUp = false;
        return status;
    }

    /** The rule set that runs now ends for bad data; as in sendmail it is never heard of again. */
    void giveUp() {
        gaveUp = true;
    }

    /** Notes what went wrong, and why. */
    Status failed(Status status, String why) {
        if (worst.worse(status) != worst) {
            worst = status;
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

    boolean isTraced() {
        return trace != Trace.NONE;
    }

    /** The tokens of all rule sets that are running. */
    TokenBuffer stack() {
        return stack;
    }

    /** Where a replacement is put together; of no meaning while a rule set is called. */
    TokenBuffer result() {
        return result;
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

    /** Adds the value of a macro. */
    Status addMacro(String name, TokenBuffer to) {
        Optional<String> value = surroundings.macro(name);
        trace.expanded(false, name, value);
        return value.isPresent() ? addValue(value.get(), to) : Status.OK;
    }

    /** Adds what is outside of the rules: it is cut into tokens, and mended if need be. */
    Status addValue(String value, TokenBuffer to) {
        Tokenization cut = program.valueTokenizer().tokenize(value);
        for (Problem problem : cut.problems()) {
            trace.warned(value + "... " + problem.text());
        }
        to.addAll(cut.tokens(), program.vocabulary());
        return cut.tokens().isEmpty() && !value.isEmpty() ? failed(Status.DATA, "what a table or a macro gives is no address") : Status.OK;
    }

    @Override
    public String valueOf(String macro) {
        Optional<String> value = surroundings.macro(macro);
        trace().expanded(true, macro, value);
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
        Lookup answer = surroundings.lookup(table, key, arguments);
        trace.lookedUp(table, key, answer);
        return answer;
    }

    /** What a rule set in Java makes of a failure is its own affair. */
    @Override
    public Rewriting call(String ruleSet, List<String> tokens) {
        Status worstBefore = worst;
        String reasonBefore = reason;
        int size = stack.size();
        int depthBefore = depth;
        try {
            return Triple.rewriting(run(ruleSet, tokens), program.tokenizer());
        } finally {
            stack.truncate(size);
            depth = depthBefore;
            worst = worstBefore;
            reason = reasonBefore;
        }
    }
}
