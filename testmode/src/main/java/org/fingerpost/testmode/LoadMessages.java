package org.fingerpost.testmode;

import java.io.PrintStream;
import java.util.OptionalInt;

import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;

/** Prints what is wrong with a policy before anything else, in sendmail's words. */
final class LoadMessages {

    /** Of the sendmail that is followed here. */
    static final String VERSION = "8.17.1.9";

    private LoadMessages() {
    }

    /** @return the status with which sendmail would end now; empty if it goes on */
    static OptionalInt print(Reading reading, PrintStream out) {
        Screen screen = new Screen(out);
        for (Problem problem : reading.problems()) {
            if (problem.sendmail().isPresent()) {
                Problem.Printed printed = problem.sendmail().get();
                if (!printed.text().isEmpty()) {
                    screen.line(printed.text());
                }
                if (printed.exit().isPresent()) {
                    return printed.exit();
                }
            }
        }
        return OptionalInt.empty();
    }
}
