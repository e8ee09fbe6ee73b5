package org.fingerpost.testmode;

import java.io.PrintStream;

import org.fingerpost.api.policy.Reading;

/** Prints what is wrong with a policy before anything else, in sendmail's words. */
final class LoadMessages {

    private static final int NEWEST = 10;
    /** Of the sendmail that is followed here. */
    static final String VERSION = "8.17.1.9";

    private LoadMessages() {
    }

    static void print(Reading reading, PrintStream out) {
        Screen screen = new Screen(out);
        reading.problems().stream().flatMap(problem -> problem.sendmail().stream()).forEach(screen::line);
        int level = reading.policy().level();
        if (level < NEWEST) {
            screen.line("Warning: .cf file is out of date: sendmail " + VERSION + " supports version " + NEWEST
                    + ", .cf file is version " + level);
        }
    }
}
