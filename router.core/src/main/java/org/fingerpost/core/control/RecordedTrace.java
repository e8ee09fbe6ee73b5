package org.fingerpost.core.control;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.Trace;

/**
 * Keeps what it hears as a tree of steps, {@value #MAX_STEPS} of them at most. Rule sets of bundles may run on threads of their
 * own, and go on when nobody waits for them any more, so it is locked.
 */
final class RecordedTrace implements Trace {

    /** Rules that go round in circles may take millions. */
    static final int MAX_STEPS = 5000;

    private static final Answerer NOBODY = new Answerer("", "", "", "", Optional.empty());

    /** A rule set that is being applied. */
    private static final class Frame {

        private final String ruleSet;
        private final List<String> before;
        private final List<Step> steps = new ArrayList<>();
        /** What has been asked since the last rule matched. */
        private List<Step> asked = new ArrayList<>();
        private String bundle = "";

        Frame(String ruleSet, List<String> before) {
            this.ruleSet = ruleSet;
            this.before = before;
        }

        Step.RuleSetRun end(Optional<List<String>> after) {
            steps.addAll(asked);
            return new Step.RuleSetRun(ruleSet, bundle, before, after, List.copyOf(steps));
        }
    }

    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<Step> top = new ArrayList<>();
    /** Where what belongs to no rule set goes: {@link #top}, or the steps of the address that is being rewritten. */
    private List<Step> outermost = top;
    /** The address that is being rewritten, without its steps; null if none is. */
    private Step.AddressRewritten rewritten;
    private int recorded;
    private int omitted;
    private Answerer answerer = NOBODY;
    private List<String> arguments = List.of();
    private Duration took = Duration.ZERO;

    /** What has been heard since this was called last. */
    synchronized List<Step> takeSteps() {
        if (rewritten != null) {
            rewritten(rewritten.address());
        }
        endAll();
        if (omitted > 0) {
            top.add(new Step.Warned("... and " + omitted + " more steps"));
        }
        List<Step> steps = List.copyOf(top);
        top.clear();
        recorded = 0;
        omitted = 0;
        return steps;
    }

    private void endAll() {
        while (!frames.isEmpty()) {
            end(Optional.empty());
        }
    }

    @Override
    public synchronized void rewriting(Role role, String address) {
        endAll();
        outermost = new ArrayList<>();
        rewritten = new Step.AddressRewritten(role, address, address, List.of());
    }

    @Override
    public synchronized void rewritten(String result) {
        endAll();
        if (rewritten != null) {
            top.add(new Step.AddressRewritten(rewritten.role(), rewritten.address(), result, List.copyOf(outermost)));
        }
        outermost = top;
        rewritten = null;
    }

    @Override
    public synchronized void entered(String ruleSet, List<String> tokens) {
        frames.push(new Frame(ruleSet, List.copyOf(tokens)));
    }

    @Override
    public synchronized void givenBy(String bundle) {
        if (!frames.isEmpty()) {
            frames.peek().bundle = bundle;
        }
    }

    @Override
    public synchronized void fired(Rule rule, List<String> before, List<String> after) {
        Frame frame = frames.peek();
        if (frame == null) {
            return; // of a rule set that nobody waits for any more
        }
        List<Step> asked = frame.asked;
        frame.asked = new ArrayList<>();
        if (hasRoom()) {
            frame.steps.add(new Step.RuleFired(rule.where(), List.copyOf(before), List.copyOf(after), List.copyOf(asked)));
        }
    }

    @Override
    public synchronized void asked(Answerer by, List<String> with, Duration time) {
        answerer = by;
        arguments = List.copyOf(with);
        took = time;
    }

    @Override
    public synchronized void lookedUp(String table, String key, Lookup result) {
        add(new Step.TableAsked(table, key, arguments, result, answerer, took));
        answerer = NOBODY;
        arguments = List.of();
        took = Duration.ZERO;
    }

    @Override
    public synchronized void warned(String message) {
        add(new Step.Warned(message));
    }

    @Override
    public synchronized void left(String ruleSet, List<String> tokens) {
        end(ruleSet, Optional.of(List.copyOf(tokens)));
    }

    @Override
    public synchronized void gaveUp(String ruleSet) {
        end(ruleSet, Optional.empty());
    }

    /** What a bundle's rule set called and never saw the end of ends with it. */
    private void end(String ruleSet, Optional<List<String>> after) {
        if (frames.stream().noneMatch(frame -> frame.ruleSet.equals(ruleSet))) {
            return;
        }
        while (!frames.peek().ruleSet.equals(ruleSet)) {
            end(Optional.empty());
        }
        end(after);
    }

    private void end(Optional<List<String>> after) {
        Step.RuleSetRun run = frames.pop().end(after);
        if (frames.isEmpty()) {
            outermost.add(run);
        } else if (!run.steps().isEmpty() || hasRoom()) { // what holds steps stays, or they would be lost
            frames.peek().asked.add(run);
        }
    }

    private void add(Step step) {
        if (hasRoom()) {
            (frames.isEmpty() ? outermost : frames.peek().asked).add(step);
        }
    }

    private boolean hasRoom() {
        if (recorded == MAX_STEPS) {
            omitted++;
            return false;
        }
        recorded++;
        return true;
    }
}
