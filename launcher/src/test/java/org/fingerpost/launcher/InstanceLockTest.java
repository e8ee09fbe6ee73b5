package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

    @TempDir
    Path base;
    private InstanceFolder instance;

    @BeforeEach
    void folder() throws Exception {
        instance = new InstanceFolder(base);
        Files.createDirectory(instance.run());
    }

    @Test
    void theSecondStartIsToldWhoRuns() throws Exception {
        try (InstanceLock lock = InstanceLock.take(instance, 1234)) {
            StartRefused refused = assertThrows(StartRefused.class, () -> InstanceLock.take(instance, 5678));
            assertEquals(ExitStatus.RUNNING, refused.status());
            assertEquals("this instance is already running (process 1234): " + base, refused.getMessage());
        }
    }

    @Test
    void itsEndLeavesNoPid() throws Exception {
        InstanceLock lock = InstanceLock.take(instance, 1234);
        assertEquals("1234\n", Files.readString(instance.run().resolve("pid")));
        lock.close();
        lock.close();
        assertFalse(Files.exists(instance.run().resolve("pid")));
        InstanceLock.take(instance, 5678).close();
    }

    @Test
    void thePidOfACrashedProcessIsNoObstacle() throws Exception {
        Files.writeString(instance.run().resolve("pid"), "99\n");
        try (InstanceLock lock = InstanceLock.take(instance, 1234)) {
            assertEquals("1234\n", Files.readString(instance.run().resolve("pid")));
        }
    }
}
