package org.fingerpost.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.table.Lookup;
import org.junit.jupiter.api.Test;

class RecordedTraceTest {

    private static final List<String> A = List.of("a");
    private static final List<String> B = List.of("b");
    private static final Rule RULE = new Rule(List.of(), List.of(), new Location(Path.of("x.cf"), 7, 0));

    private final RecordedTrace trace = new RecordedTrace();

    @Test
    void whatARuleAskedBelongsToIt() {
        trace.entered("3", A);
        trace.lookedUp("t", "k", Lookup.NOT_FOUND);
        trace.entered("x", A);
        trace.left("x", B);
        trace.fired(RULE, A, B);
        trace.left("3", B);
        Step.RuleSetRun run = assertInstanceOf(Step.RuleSetRun.class, trace.takeSteps().get(0));
        Step.RuleFired fired = assertInstanceOf(Step.RuleFired.class, run.steps().get(0));
        assertEquals(List.of(Step.TableAsked.class, Step.RuleSetRun.class),
                fired.asked().stream().map(Object::getClass).toList());
        assertEquals(Optional.of(B), run.after());
        assertEquals(List.of(), trace.takeSteps(), "taken once");
    }

    @Test
    void aRuleSetThatIsGivenUpEndsWithItsCaller() {
        trace.entered("3", A);
        trace.entered("x", A);
        trace.left("3", B); // x was lost on the way, in a bundle's rule set
        Step.RuleSetRun run = assertInstanceOf(Step.RuleSetRun.class, trace.takeSteps().get(0));
        assertEquals(Optional.empty(), assertInstanceOf(Step.RuleSetRun.class, run.steps().get(0)).after());
    }

    @Test
    void whatNobodyEndedIsShownAllTheSame() {
        trace.entered("3", A);
        trace.warned("trouble");
        Step.RuleSetRun run = assertInstanceOf(Step.RuleSetRun.class, trace.takeSteps().get(0));
        assertEquals(List.of(new Step.Warned("trouble")), run.steps());
    }

    @Test
    void whatComesTooLateOrTwiceHarmsNothing() {
        trace.left("3", A);
        trace.fired(RULE, A, B);
        trace.gaveUp("3");
        trace.givenBy("bundle");
        assertEquals(List.of(), trace.takeSteps());
    }

    @Test
    void rulesThatGoRoundInCirclesAreCounted() {
        trace.entered("3", A);
        for (int i = 0; i < RecordedTrace.MAX_STEPS + 10; i++) {
            trace.fired(RULE, A, A);
        }
        trace.left("3", A);
        List<Step> steps = trace.takeSteps();
        assertTrue(steps.contains(new Step.Warned("... and 10 more steps")), steps::toString);
        assertEquals(RecordedTrace.MAX_STEPS, assertInstanceOf(Step.RuleSetRun.class, steps.get(0)).steps().size());
    }
}
