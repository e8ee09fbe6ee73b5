package org.fingerpost.api.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

    @Test
    void areNumberedDaemons() {
        DaemonThreads threads = new DaemonThreads("mailer.demo-io");
        Thread first = threads.newThread(() -> { });
        assertTrue(first.isDaemon());
        assertEquals("mailer.demo-io-1", first.getName());
        assertEquals("mailer.demo-io-2", threads.newThread(() -> { }).getName());
    }
}
