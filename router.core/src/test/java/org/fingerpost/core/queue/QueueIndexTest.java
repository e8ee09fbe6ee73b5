package org.fingerpost.core.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.core.queue.QueueIndex.Flag;
import org.junit.jupiter.api.Test;

class QueueIndexTest {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Random random = new Random(42);

    @Test
    void idsOfAnyLengthComeBackAsTheyWere() {
        IdTable ids = new IdTable();
        Map<QueueId, Integer> slots = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            QueueId id = id(6 + random.nextInt(35));
            slots.put(id, ids.add(id));
        }
        assertEquals(slots.size(), ids.size());
        slots.forEach((id, slot) -> {
            assertEquals(id, ids.id(slot));
            assertEquals(slot, ids.find(id));
        });
    }

    @Test
    void idsAreInTheOrderOfTheirTexts() {
        IdTable ids = new IdTable();
        TreeSet<String> texts = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            texts.add(id(6 + random.nextInt(11)).value());
        }
        texts.forEach(text -> ids.add(new QueueId(text)));
        assertArrayEquals(texts.toArray(), ids.slots().boxed().sorted(ids::compare).map(slot -> ids.id(slot).value()).toArray());
    }

    @Test
    void itDoesWhatASortedSetOfObjectsDoes() {
        QueueIndex index = new QueueIndex();
        Map<QueueId, Instant> due = new HashMap<>();
        QueueId[] known = new QueueId[300];
        for (int i = 0; i < known.length; i++) {
            known[i] = id(i % 20 == 0 ? 30 : 16);
        }
        for (int step = 0; step < 20_000; step++) {
            QueueId id = known[random.nextInt(known.length)];
            Instant time = Instant.ofEpochMilli(random.nextInt(1000));
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    index.dueAt(index.put(id, 0), time);
                    due.put(id, time);
                }
                case 2 -> {
                    if (due.remove(id) != null) {
                        index.remove(index.find(id));
                    }
                }
                default -> takeFirst(index, due, Instant.ofEpochMilli(step / 20));
            }
            assertEquals(due.size(), index.size());
        }
        assertTrue(due.keySet().stream().allMatch(id -> index.find(id) != QueueIndex.NONE));
    }

    private static void takeFirst(QueueIndex index, Map<QueueId, Instant> due, Instant now) {
        Optional<QueueId> first = due.keySet().stream()
                .min(Comparator.comparing((QueueId i) -> due.get(i)).thenComparing(i -> i.value().length() > 16)
                        .thenComparing(QueueId::value));
        index.ripen(now.toEpochMilli(), Integer.MAX_VALUE);
        if (first.isPresent() && !due.get(first.get()).isAfter(now)) {
            int slot = index.firstReady();
            assertEquals(first.get(), index.id(slot));
            assertEquals(Optional.of(due.get(first.get())), index.time(slot));
            index.activate(slot);
            assertTrue(index.is(slot, Flag.ACTIVE));
            index.remove(slot);
            due.remove(first.get());
        } else {
            assertFalse(index.isAnyReady());
            assertEquals(first.map(id -> due.get(id).toEpochMilli()), index.nextDue());
        }
    }

    @Test
    void whatIsReadyIsInTheOrderOfItsRank() {
        QueueIndex index = new QueueIndex();
        QueueId bulk = id(16);
        QueueId letter = id(16);
        QueueId later = id(16);
        index.dueAt(index.put(bulk, 5000), Instant.ofEpochSecond(10));
        index.dueAt(index.put(letter, -1000), Instant.ofEpochSecond(12));
        index.dueAt(index.put(later, -60_000), Instant.ofEpochSecond(20));
        index.ripen(15_000, 10);
        assertEquals(letter, index.id(index.firstReady()));
        index.remove(index.firstReady());
        assertEquals(bulk, index.id(index.firstReady()), "priority does not bring forward what is not due");
        index.remove(index.firstReady());
        assertFalse(index.isAnyReady());
        assertEquals(Optional.of(20_000L), index.nextDue());
    }

    private QueueId id(int length) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < length; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new QueueId(id.toString());
    }
}
