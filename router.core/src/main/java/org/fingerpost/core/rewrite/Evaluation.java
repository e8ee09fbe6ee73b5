package org.fingerpost.core.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One evaluation, from the first rule set to the last one that it calls: how deep it is, what it may still cost, and what the
 * rules see. Confined to one thread.
 */
final class Evaluation implements RuleContext {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);
    /** Sendmail's MaxRuleRecursion. */
    private static final int MAX_DEPTH = 50;

    /**
     * A rule set that can be called.
     *
     * @param isJava what it resolves is the result of all that called it; one given as rules leaves what stands before the call
     */
    record Callable(boolean isJava, UnaryOperator<Rewritten> body) {

        Rewritten call(List<String> tokens) {
            return body.apply(Rewritten.ok(tokens));
        }
    }

    private static final Callable NOTHING = new Callable(false, UnaryOperator.identity());

    private final Program program;
    private final Surroundings surroundings;
    private final Budget budget;
    private int depth;

    Evaluation(Program program, Surroundings surroundings, Budget budget) {
        this.program = program;
        this.surroundings = surroundings;
        this.budget = budget;
    }

    Program program() {
        return program;
    }

    Budget budget() {
        return budget;
    }

    Trace trace() {
        return surroundings.trace();
    }

    /** Runs a rule set; one that does not exist is a mistake in the configuration. */
    Rewritten run(String ruleSet, List<String> tokens) {
        return find(ruleSet).map(callable -> callable.call(tokens)).orElseGet(() -> unknown(ruleSet, tokens));
    }

    Rewritten unknown(String ruleSet, List<String> tokens) {
        String message = "Unknown ruleset " + ruleSet;
        trace().warned(message);
        return new Rewritten(tokens, Status.CONFIGURATION, message);
    }

    /** Rule sets of bundles override those of the policy; a number that nobody gave rules changes nothing. */
    Optional<Callable> find(String ruleSet) {
        Optional<CompiledRuleSet> compiled = program.ruleSet(ruleSet);
        List<String> names = compiled.map(CompiledRuleSet::names).orElse(List.of(ruleSet));
        Optional<RuleSet> service = names.stream().flatMap(name -> surroundings.service(name).stream()).findFirst();
        if (service.isPresent()) {
            return Optional.of(new Callable(true, input -> runService(names.get(0), service.get(), input.tokens())));
        }
        if (compiled.isEmpty() && !isNumber(ruleSet)) {
            return Optional.empty();
        }
        CompiledRuleSet set = compiled.orElseGet(() -> new CompiledRuleSet(ruleSet, names, List.of()));
        // As in sendmail, an empty rule set is not even entered by a call.
        return Optional.of(depth > 0 && set.rules().isEmpty() ? NOTHING
                : new Callable(false, input -> runRules(set, input.tokens())));
    }

    private static boolean isNumber(String ruleSet) {
        return !ruleSet.isEmpty() && ruleSet.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Rewritten runRules(CompiledRuleSet set, List<String> tokens) {
        return nested(set.name(), tokens, () -> new RuleRun(set, this).over(tokens));
    }

    private Rewritten runService(String name, RuleSet set, List<String> tokens) {
        return nested(name, tokens, () -> Triple.tokens(callService(name, set, tokens)));
    }

    private Rewritten nested(String name, List<String> tokens, Supplier<Rewritten> body) {
        trace().entered(name, tokens);
        if (depth > MAX_DEPTH) {
            String message = "rewrite: excessive recursion (max " + MAX_DEPTH + "), ruleset " + name;
            trace().warned(message);
            trace().gaveUp(name);
            return new Rewritten(tokens, Status.CONFIGURATION, message);
        }
        depth++;
        Rewritten result = body.get();
        depth--;
        // As in sendmail, a rule set that is given up for bad data is never heard of again.
        if (result.status() == Status.DATA) {
            trace().gaveUp(name);
        } else {
            trace().left(name, result.tokens());
        }
        return result;
    }

    private Rewriting callService(String name, RuleSet set, List<String> tokens) {
        int before = depth;
        try {
            Rewriting rewriting = set.apply(List.copyOf(tokens), this);
            if (rewriting != null) {
                return rewriting;
            }
            LOG.error("rule set {} given by {} returned null", name, set.getClass().getName());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("rule set {} given by {} failed", name, set.getClass().getName(), e);
        }
        depth = before;
        return new Rewriting.Resolved(Status.TEMPORARY.refusal("rule set " + name + " failed").orElseThrow());
    }

    @Override
    public Optional<String> macro(String name) {
        return surroundings.macro(name);
    }

    /** The value of a macro as rules get it. */
    List<String> macroTokens(String name) {
        return macro(name).map(value -> program.ruleTokenizer().tokenize(value).tokens()).orElse(List.of());
    }

    @Override
    public boolean inClass(String className, String member) {
        return program.members(className).contains(member);
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        Lookup result = surroundings.lookup(table, key, arguments);
        trace().lookedUp(table, key, result);
        return result;
    }

    @Override
    public Rewriting call(String ruleSet, List<String> tokens) {
        return Triple.rewriting(run(ruleSet, tokens), program.tokenizer());
    }
}
