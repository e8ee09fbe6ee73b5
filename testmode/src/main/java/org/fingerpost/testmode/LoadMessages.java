package org.fingerpost.testmode;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.fingerpost.api.policy.Reading;

/** Prints what is wrong with a policy before anything else, in sendmail's words. */
final class LoadMessages {

    private LoadMessages() {
    }

    static void print(Reading reading, PrintStream out) {
        reading.problems().stream().flatMap(problem -> problem.sendmail().stream()).forEach(text -> {
            byte[] octets = (text + "\n").getBytes(StandardCharsets.ISO_8859_1);
            out.write(octets, 0, octets.length);
        });
    }
}
