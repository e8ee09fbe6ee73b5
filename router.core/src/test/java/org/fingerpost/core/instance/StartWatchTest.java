package org.fingerpost.core.instance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.fingerpost.core.destination.DestinationFiles;
import org.fingerpost.core.destination.DestinationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartWatchTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final DestinationRegistry destinations = new DestinationRegistry();
    private final CompletableFuture<Void> bundles = new CompletableFuture<>();
    /** Counted down when the watch asks which destinations there are: it has seen the end of the bundles' start then. */
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch complete = new CountDownLatch(1);
    private StartWatch watch;

    private void watch(Duration limit, String... pids) {
        watch = new StartWatch(bundles, () -> {
            asked.countDown();
            return Set.of(pids);
        }, destinations, limit, complete::countDown);
    }

    @AfterEach
    void end() {
        watch.deactivate();
    }

    private void assertComplete() throws InterruptedException {
        assertTrue(complete.await(60, TimeUnit.SECONDS), "never complete");
    }

    /** A moment for the watch to be wrong in; one that is right passes however slow the machine is. */
    private void assertNotComplete() throws InterruptedException {
        assertFalse(complete.await(50, TimeUnit.MILLISECONDS), "complete too early");
    }

    @Test
    void aStartWithoutDestinationsIsCompleteWhenTheBundlesAreThere() throws Exception {
        watch(LONG);
        assertNotComplete();
        bundles.complete(null);
        assertComplete();
    }

    @Test
    void eachDestinationHasToBeThere() throws Exception {
        watch(LONG, "destination~one", "destination~two");
        bundles.complete(null);
        assertTrue(asked.await(60, TimeUnit.SECONDS), "never asked");
        DestinationFiles.add(destinations, "one", Map.of("host", "one.example", "smtp.tls", "verify"));
        assertNotComplete();
        DestinationFiles.add(destinations, "other", Map.of("host", "other.example"));
        assertNotComplete();
        DestinationFiles.add(destinations, "two", Map.of("host", "two.example"));
        assertComplete();
    }

    @Test
    void destinationsThatCameBeforeCount() throws Exception {
        DestinationFiles.add(destinations, "one", new HashMap<>());
        watch(LONG, "destination~one");
        bundles.complete(null);
        assertComplete();
    }

    @Test
    void whatNeverComesIsNotWaitedForWithoutEnd() throws Exception {
        watch(Duration.ofMillis(10), "destination~never");
        assertComplete();
    }
}
