package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.DaemonThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("test-clock"));
    private final Workers workers = new Workers(2, clock);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        workers.shutdown();
        clock.shutdown();
    }

    private void block() {
        try {
            end.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("workers are never interrupted", e);
        }
    }

    @Test
    void sessionsThatWaitForTablesHoldUpNobodyElse() throws Exception {
        for (int i = 0; i < 10; i++) {
            workers.execute(this::block);
        }
        CountDownLatch other = new CountDownLatch(1);
        workers.execute(other::countDown);
        assertTrue(other.await(30, TimeUnit.SECONDS));
        assertTrue(workers.threads() > 10);
        end.countDown();
        for (int i = 0; i < 3000 && workers.threads() > 2; i++) {
            workers.relax();
            Thread.sleep(10); // the helpers come back one after the other
        }
        assertEquals(2, workers.threads());
    }

    @Test
    void thereIsAnEndToIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(Workers.MOST);
        for (int i = 0; i < Workers.MOST + 10; i++) {
            workers.execute(() -> {
                begun.countDown();
                block();
            });
        }
        assertTrue(begun.await(50, TimeUnit.SECONDS));
        assertEquals(Workers.MOST, workers.threads());
    }
}
