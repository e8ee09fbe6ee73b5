package org.fingerpost.core.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.fingerpost.api.table.CacheState;
import org.fingerpost.api.table.Lookup;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private static final Lookup.Unavailable AWAY = new Lookup.Unavailable("the server is away");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private Lookup answer = new Lookup.Found("v");

    private AnswerCache cache(String... settings) {
        Map<String, Object> properties = new HashMap<>(Map.of("cache.found", "60s", "cache.absent", "10s"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new AnswerCache("people", "ldap", CacheSettings.of(properties::get, "test").orElseThrow(), nanos::get);
    }

    private Lookup ask(AnswerCache cache, String key, String... arguments) {
        return cache.lookup(key, List.of(arguments), () -> {
            asked.incrementAndGet();
            return answer;
        });
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void aValueIsKeptForItsTime() {
        AnswerCache cache = cache();
        assertEquals(answer, ask(cache, "k"));
        pass(59);
        Lookup before = answer;
        answer = new Lookup.Found("new");
        assertEquals(before, ask(cache, "k"));
        assertEquals(Optional.of(Duration.ofSeconds(59)), cache.age("k", List.of()));
        pass(1);
        assertEquals(Optional.empty(), cache.age("k", List.of()));
        assertEquals(answer, ask(cache, "k"));
        assertEquals(2, asked.get());
    }

    @Test
    void anAbsentKeyIsKeptForAShorterTime() {
        AnswerCache cache = cache();
        answer = Lookup.NOT_FOUND;
        ask(cache, "k");
        pass(9);
        assertEquals(Lookup.NOT_FOUND, ask(cache, "k"));
        assertEquals(1, asked.get());
        pass(1);
        answer = new Lookup.Found("now there");
        assertEquals(answer, ask(cache, "k"));
    }

    @Test
    void anAnswerIsForItsKeyAndItsArguments() {
        AnswerCache cache = cache();
        ask(cache, "k");
        ask(cache, "k", "a");
        ask(cache, "K");
        ask(cache, "k", "a");
        assertEquals(3, asked.get());
    }

    @Test
    void nothingIsKeptOfATableThatCannotSay() {
        AnswerCache cache = cache();
        answer = AWAY;
        assertEquals(AWAY, ask(cache, "k"));
        answer = new Lookup.Found("v");
        assertEquals(answer, ask(cache, "k"));
    }

    @Test
    void anOldAnswerServesDuringAnOutageOnlyIfThatIsWanted() {
        AnswerCache without = cache();
        AnswerCache with = cache("cache.stale", "1h");
        ask(without, "k");
        ask(with, "k");
        pass(61);
        answer = AWAY;
        assertEquals(AWAY, ask(without, "k"));
        assertEquals(new Lookup.Found("v"), ask(with, "k"));
        assertEquals(1, with.state().stale());
        pass(3600);
        assertEquals(AWAY, ask(with, "k"));
        answer = new Lookup.Found("w");
        assertEquals(answer, ask(with, "k"));
    }

    @Test
    void aTimeOfZeroKeepsNothing() {
        AnswerCache cache = cache("cache.found", "0s");
        ask(cache, "k");
        ask(cache, "k");
        assertEquals(2, asked.get());
        assertEquals(0, cache.state().entries());
    }

    @Test
    void theNumberOfAnswersIsBoundedAndAFrequentKeyStays() {
        AnswerCache cache = cache("cache.entries", "100");
        for (int i = 0; i < 10_000; i++) {
            ask(cache, "frequent");
            ask(cache, "tried" + i);
        }
        assertTrue(cache.state().entries() <= 100, cache.state().toString());
        int before = asked.get();
        ask(cache, "frequent");
        assertEquals(before, asked.get());
    }

    @Test
    void aLongValueCountsAsSeveral() {
        AnswerCache cache = cache("cache.entries", "100");
        answer = new Lookup.Found("m".repeat(50 * 1024));
        IntStream.range(0, 10).forEach(i -> ask(cache, "list" + i));
        assertTrue(cache.state().entries() <= 2, cache.state().toString());
    }

    @Test
    void flushedAnswersAreAskedAgain() {
        AnswerCache cache = cache();
        ask(cache, "a");
        ask(cache, "b");
        assertEquals(2, cache.flush());
        ask(cache, "a");
        assertEquals(3, asked.get());
    }

    @Test
    void whatIsOnItsWayDuringAFlushIsNotKept() {
        AnswerCache cache = cache();
        cache.lookup("k", List.of(), () -> {
            cache.flush();
            return answer;
        });
        ask(cache, "k");
        assertEquals(1, asked.get());
    }

    @Test
    void lookUpsOfOneKeyAtTheSameTimeAskOnce() throws Exception {
        AnswerCache cache = cache();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Lookup>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> cache.lookup("k", List.of(), () -> {
                    asked.incrementAndGet();
                    begun.countDown();
                    await(release);
                    return answer;
                })));
            }
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            release.countDown();
            for (Future<Lookup> each : answers) {
                assertEquals(answer, each.get(30, TimeUnit.SECONDS));
            }
            assertEquals(1, asked.get());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTableThatIsDownIsAskedOnceASecond() {
        AnswerCache cache = cache();
        answer = AWAY;
        for (String key : List.of("a", "b", "c")) {
            assertEquals(AWAY, ask(cache, key));
        }
        assertEquals(Optional.of(AWAY.reason()), cache.state().down());
        answer = new Lookup.Found("v");
        Lookup.Unavailable atOnce = assertInstanceOf(Lookup.Unavailable.class, ask(cache, "d"));
        assertTrue(atOnce.reason().contains(AWAY.reason()), atOnce.reason());
        assertEquals(3, asked.get());
        pass(1);
        assertEquals(answer, ask(cache, "d"));
        assertEquals(Optional.empty(), cache.state().down());
        assertEquals(answer, ask(cache, "e"));
    }

    @Test
    void whileOneLookUpTriesTheOthersDoNotWait() {
        AnswerCache cache = cache();
        answer = AWAY;
        List.of("a", "b", "c").forEach(key -> ask(cache, key));
        pass(1);
        Lookup tried = cache.lookup("d", List.of(), () -> {
            assertInstanceOf(Lookup.Unavailable.class, ask(cache, "e"));
            return AWAY;
        });
        assertEquals(AWAY, tried);
        assertEquals(3, asked.get());
        assertInstanceOf(Lookup.Unavailable.class, ask(cache, "f"));
        assertEquals(3, asked.get(), "a pause after a vain try");
    }

    @Test
    void oneKeyThatCannotBeToldTakesNoTableDown() {
        AnswerCache cache = cache();
        answer = AWAY;
        IntStream.range(0, 10).forEach(i -> ask(cache, "bad"));
        answer = new Lookup.Found("v");
        assertEquals(answer, ask(cache, "good"));
    }

    @Test
    void aTableThatThrowsIsNotHeldUp() {
        AnswerCache cache = cache();
        for (String key : List.of("a", "b", "c", "d")) {
            pass(1);
            assertThrows(IllegalStateException.class, () -> cache.lookup(key, List.of(), () -> {
                throw new IllegalStateException("a bug");
            }));
        }
        pass(1);
        assertEquals(answer, ask(cache, "a"));
    }

    @Test
    void badSettingsCostNoMoreThanThemselves() {
        AnswerCache cache = cache("cache.found", "nonsense", "cache.entries", "-1", "cache.absent", "2s");
        CacheState state = cache.state();
        assertEquals(CacheSettings.DEFAULT.found(), state.found());
        assertEquals(CacheSettings.DEFAULT.entries(), state.maxEntries());
        assertEquals(Duration.ofSeconds(2), state.absent());
    }

    @Test
    void tablesThatAreDeclaredAlikeShareTheirAnswers() {
        AnswerCaches caches = new AnswerCaches(nanos::get);
        AnswerCache first = caches.use("one", "people", "ldap", CacheSettings.DEFAULT);
        ask(first, "k");
        AnswerCache second = caches.use("one", "people", "ldap", CacheSettings.DEFAULT);
        caches.release("one");
        ask(second, "k");
        assertEquals(1, asked.get());
        CacheState state = caches.read().get(0);
        assertEquals(List.of(1L, 1L, 1L), List.of(state.entries(), state.hits(), state.misses()));
        assertEquals(1, caches.flush("PEOPLE"));
        assertEquals(0, caches.flush(""));
        assertEquals(-1, caches.flush("others"));
        caches.release("one");
        assertEquals(List.of(), caches.read());
    }
}
