package org.fingerpost.core.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.fingerpost.core.services.PromptCalls.NoAnswerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptCallsTest {

    private final PromptCalls calls = new PromptCalls("odd", Duration.ofSeconds(60));
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch inside = new CountDownLatch(1);

    @AfterEach
    void letThemGo() {
        goOn.countDown();
    }

    private <T> Supplier<T> blocking() {
        return () -> {
            inside.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        };
    }

    private Thread blockOneCaller(PromptCalls blocked) throws InterruptedException {
        Thread caller = new Thread(() -> assertThrows(IllegalStateException.class, () -> {
            blocked.call(blocking());
            throw new IllegalStateException("it went on");
        }));
        caller.start();
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        return caller;
    }

    @Test
    void aloneItRunsOnTheCallersThread() throws Exception {
        assertSame(Thread.currentThread(), calls.call(Thread::currentThread));
    }

    @Test
    void besideOneThatBlocksOthersAreAnswered() throws Exception {
        blockOneCaller(calls);
        assertEquals("odd-1", calls.call(() -> Thread.currentThread().getName()));
        assertThrows(NumberFormatException.class, () -> calls.call(() -> Integer.parseInt("x")));
        assertThrows(StackOverflowError.class, () -> calls.call(() -> {
            throw new StackOverflowError();
        }));
    }

    @Test
    void oneThatNeverAnswersTakesOneCallerAndTheOthersGoOn() throws Exception {
        PromptCalls impatient = new PromptCalls("odd", Duration.ofMillis(20));
        Thread caller = blockOneCaller(impatient);
        // On a busy machine a call may be given up before its thread has begun; it counts only when it has.
        String said = "";
        for (int i = 0; i < 1000 && !said.equals("does not answer"); i++) {
            said = assertThrows(NoAnswerException.class, () -> impatient.call(blocking())).getMessage();
        }
        assertEquals("does not answer", said);
        goOn.countDown();
        caller.join(10_000);
        assertEquals("x", answered(impatient));
    }

    /** The answer once those that were overdue have ended. */
    private static String answered(PromptCalls calls) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return calls.call(() -> "x");
            } catch (NoAnswerException e) {
                assertTrue(System.nanoTime() < end, e.getMessage());
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void oneThatCallsItselfNeedsNoFurtherThread() throws Exception {
        blockOneCaller(calls);
        assertEquals(50, nested(50));
    }

    private int nested(int depth) {
        try {
            return depth == 0 ? 0 : calls.call(() -> 1 + nested(depth - 1));
        } catch (NoAnswerException e) {
            throw new IllegalStateException(e);
        }
    }
}
