package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;

class RouterLogTest {

    private final RouterLog log = new RouterLog();

    private String waiting() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        log.printWaiting(new PrintStream(printed));
        return printed.toString();
    }

    @Test
    void aStartThatFailsShowsWhatTheOperatorMustKnow() {
        log.info("all is well");
        log.warn("etc/odd.cfg: unknown");
        log.log(RouterLog.Level.ERROR, "felix", "no bundle", new IOException("gone"));
        assertEquals("fingerpost: etc/odd.cfg: unknown\nfingerpost: no bundle: java.io.IOException: gone\n", waiting());
    }

    @Test
    void noMoreIsKeptThanALimit() {
        for (int i = 0; i < 5000; i++) {
            log.error("line " + i);
        }
        assertEquals(1000, waiting().lines().count());
        assertTrue(waiting().startsWith("fingerpost: line 0\n"));
    }
}
