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
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.Jobs;
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
                    index.put(waiting(id, time), false);
                    due.put(id, time);
                }
                case 2 -> {
                    index.remove(id);
                    due.remove(id);
                }
                default -> {
                    Optional<QueueId> first = due.keySet().stream()
                            .min(Comparator.comparing((QueueId i) -> due.get(i)).thenComparing(i -> i.value().length() > 16)
                                    .thenComparing(QueueId::value));
                    assertEquals(first.map(due::get), index.firstDue());
                    if (first.isPresent() && !due.get(first.get()).isAfter(time)) {
                        assertEquals(first, index.takeDue(time));
                        assertEquals(Optional.of(true), index.isActive(first.get()));
                        index.remove(first.get());
                        due.remove(first.get());
                    } else {
                        assertEquals(Optional.empty(), index.takeDue(time));
                    }
                }
            }
            assertEquals(due.size(), index.size());
        }
        assertTrue(due.keySet().stream().allMatch(index::contains));
    }

    @Test
    void whatIsActiveIsNotDueAndNotHastened() {
        QueueIndex index = new QueueIndex();
        QueueId id = id(16);
        index.put(waiting(id, Instant.EPOCH), true);
        assertTrue(index.activate(id));
        assertFalse(index.activate(id));
        index.hasten(id, Instant.EPOCH);
        index.hastenThoseThatWaitForMailer(Instant.EPOCH);
        assertEquals(Optional.empty(), index.takeDue(Instant.ofEpochSecond(10)));
    }

    private static Job waiting(QueueId id, Instant due) {
        return Jobs.named(id.value(), "x@far.example").mapRecipients(r -> r.dueAt(due));
    }

    private QueueId id(int length) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < length; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new QueueId(id.toString());
    }
}
