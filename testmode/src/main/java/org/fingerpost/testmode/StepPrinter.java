package org.fingerpost.testmode;

import java.util.List;

import org.fingerpost.core.rewrite.Trace;

/** Prints every rule set that is entered and left, and what goes wrong in it. */
final class StepPrinter implements Trace {

    private final Screen screen;

    StepPrinter(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void entered(String ruleSet, List<String> tokens) {
        screen.step(ruleSet, "  input:", tokens);
    }

    @Override
    public void left(String ruleSet, List<String> tokens) {
        screen.step(ruleSet, "returns:", tokens);
    }

    @Override
    public void warned(String message) {
        screen.line(message);
    }
}
