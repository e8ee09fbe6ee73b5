package org.fingerpost.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.services.PromptCalls.NoAnswerException;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the rules of one generation see: the macros of one scope, the generation's tables, the rule sets of bundles. Rules may set
 * macros, so the scope changes only in {@linkplain #forOneAddress() what is made for one address}, by the thread that works on
 * it.
 */
public record PolicySurroundings(Generation generation, MacroScope macros, Services services, Trace trace, Overrides overrides)
        implements Surroundings {

    private static final Logger LOG = LoggerFactory.getLogger(PolicySurroundings.class);

    public PolicySurroundings(Generation generation, MacroScope macros, Services services) {
        this(generation, macros, services, Trace.NONE);
    }

    public PolicySurroundings(Generation generation, MacroScope macros, Services services, Trace trace) {
        this(generation, macros, services, trace, new Overrides(generation.engine(), services.ruleSets()));
    }

    @Override
    public Surroundings forOneAddress() {
        return new PolicySurroundings(generation, macros.nested(), services, trace);
    }

    @Override
    public Optional<String> macro(String name) {
        return macros.value(name);
    }

    @Override
    public Optional<String> unexpanded(String macro) {
        return macros.unexpanded(macro);
    }

    @Override
    public boolean hasServices() {
        return !services.ruleSets().isEmpty();
    }

    @Override
    public Optional<RuleSet> service(String ruleSet) {
        return overrides.find(ruleSet).map(provided -> (tokens, context) -> {
            trace.givenBy(provided.bundle());
            return apply(provided, tokens, context);
        });
    }

    /** Whatever a bundle's rule set does wrong defers the address and names the bundle. */
    private Rewriting apply(Provided<RuleSet> provided, List<String> tokens, RuleContext context) {
        String who = "rule set " + provided.name() + " of bundle " + provided.bundle();
        try (RuleSetCall call = new RuleSetCall(provided, context, overrides)) {
            Rewriting rewriting = services.calls(provided).call(() -> provided.service().apply(tokens, call));
            return rewriting != null ? rewriting : refusal(who + " gave nothing");
        } catch (NoAnswerException e) {
            LOG.error("{} {}", who, e.getMessage());
            return refusal(who + " " + e.getMessage());
        } catch (Throwable e) { // a plug-in may throw anything, Errors included: it costs its own mail only
            LOG.error("{} failed", who, e);
            return refusal(who + " failed: " + e);
        }
    }

    private static Rewriting refusal(String text) {
        return new Rewriting.Resolved(new Resolution.Refusal(451, EnhancedStatus.of("4.3.0"), Printable.line(text)));
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        if (trace == Trace.NONE) {
            return generation.tables().lookup(table, key, arguments, macros);
        }
        Optional<Duration> kept = generation.tables().keptFor(table, key, arguments);
        long begin = System.nanoTime();
        Lookup answer = generation.tables().lookup(table, key, arguments, macros);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        trace.asked(generation.tables().answerer(table, key, answer, kept), arguments, took);
        return answer;
    }
}
