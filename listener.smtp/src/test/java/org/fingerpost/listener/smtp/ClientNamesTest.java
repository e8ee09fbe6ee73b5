package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientNamesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ClientHost KNOWN = ClientHost.UNKNOWN.named("mail.example", Standing.OK);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong time = new AtomicLong();
    private final CountDownLatch release = new CountDownLatch(1);
    private ClientNames names;

    private ClientHost find(ReverseLookup lookup, Duration limit) throws Exception {
        if (names == null) {
            names = new ClientNames(lookup, time::get);
        }
        return names.find(InetAddress.getByName("192.0.2.1"), limit).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private ClientHost known(InetAddress address) {
        asked.incrementAndGet();
        return KNOWN;
    }

    @AfterEach
    void close() {
        release.countDown();
        if (names != null) {
            names.close();
        }
    }

    @Test
    void anAnswerIsKeptForAWhile() throws Exception {
        assertEquals(KNOWN, find(this::known, LONG));
        assertEquals(KNOWN, find(this::known, LONG));
        assertEquals(1, asked.get());
        time.addAndGet(Duration.ofMinutes(6).toNanos());
        assertEquals(KNOWN, find(this::known, LONG));
        assertEquals(2, asked.get());
    }

    @Test
    void nobodyWaitsForALookUpThatDoesNotEnd() throws Exception {
        ReverseLookup hanging = address -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return KNOWN;
        };
        assertEquals(Standing.TEMP, find(hanging, Duration.ofMillis(1)).standing());
        assertEquals("", find(hanging, Duration.ofMillis(1)).name());
    }

    @Test
    void aLookUpThatFailsIsTriedAgainSoon() throws Exception {
        ReverseLookup failing = address -> {
            asked.incrementAndGet();
            throw new IllegalStateException("told to fail");
        };
        assertEquals(Standing.TEMP, find(failing, LONG).standing());
        find(failing, LONG);
        assertEquals(1, asked.get());
        time.addAndGet(Duration.ofSeconds(31).toNanos());
        find(failing, LONG);
        assertEquals(2, asked.get());
    }

    @Test
    void withoutALimitNobodyIsAsked() throws Exception {
        assertEquals(ClientHost.UNKNOWN, find(this::known, Duration.ZERO));
        assertEquals(0, asked.get());
    }

    @Test
    void theMachineKnowsItself() throws Exception {
        ClientHost host = new MachineLookup().find(InetAddress.getByName("127.0.0.1"));
        assertEquals(Standing.OK, host.standing());
        assertFalse(host.name().isEmpty());
    }
}
