package org.fingerpost.core.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class UserFileCallsTest {

    @Test
    void whatIsThrownIsThrown() throws IOException {
        UserFileCalls calls = new UserFileCalls(Duration.ofSeconds(30));
        assertEquals("x", calls.call(1, () -> "x"));
        assertEquals("gone", assertThrows(IOException.class, () -> calls.call(1, () -> {
            throw new IOException("gone");
        })).getMessage());
    }

    @Test
    void whoseFilesHangHoldsUpNobodyElse() throws Exception {
        UserFileCalls calls = new UserFileCalls(Duration.ofMillis(50));
        CountDownLatch server = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        String slow = assertThrows(IOException.class, () -> calls.call(1, () -> {
            server.await();
            back.countDown();
            return "";
        })).getMessage();
        assertTrue(slow.startsWith("the files of user 1: no answer for"), slow);
        assertEquals("the files of user 1: still no answer", assertThrows(IOException.class, () -> calls.call(1, () -> ""))
                .getMessage());
        server.countDown();
        back.await();
        assertEquals("again", new UserFileCalls(Duration.ofSeconds(30)).call(2, () -> "again"));
    }

    @Test
    void whatIsOpenedTooLateIsClosed() throws Exception {
        UserFileCalls calls = new UserFileCalls(Duration.ofMillis(50));
        CountDownLatch server = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Closeable file = closed::countDown;
        String slow = assertThrows(IOException.class, () -> calls.call("/lists/x", () -> {
            server.await();
            return file;
        })).getMessage();
        assertTrue(slow.startsWith("/lists/x: no answer for"), slow);
        server.countDown();
        assertTrue(closed.await(30, TimeUnit.SECONDS));
    }
}
