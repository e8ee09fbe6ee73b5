package org.fingerpost.api.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final Location WHERE = new Location(Path.of("/etc/x.cf"), 3, 4);

    @Test
    void whatIsQuotedOfAFileIsOneLineThatCommandsNoTerminal() {
        assertEquals("/etc/x.cf:3:4: unknown \"R a b? c?[2J\"", Problem.error(WHERE, "unknown \"R a\n\tb\u0000 c\u001b[2J\"")
                .toString());
    }

    @Test
    void aWarningSaysThatItIsOne() {
        assertEquals("/etc/x.cf:3:4: warning: odd", Problem.warning(WHERE, "odd").toString());
    }
}
