package org.fingerpost.core.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

class NamedServicesTest {

    private final NamedServices<String> services = new NamedServices<>("mailer.name", true);

    private static FakeReference<String> named(Object name, int ranking) {
        return new FakeReference<>(Map.of("mailer.name", name, Constants.SERVICE_RANKING, ranking));
    }

    @Test
    void theHighestRankingWinsAndTheOlderOfEquals() {
        FakeReference<String> better = named("x", 5);
        services.add(named("x", 0), "first");
        services.add(named("X", 0), "second");
        services.add(better, "better");
        assertEquals("better", services.find("x").orElseThrow().service());
        services.remove(better, "better");
        assertEquals("first", services.find("X").orElseThrow().service());
    }

    @Test
    void aServiceMayHaveSeveralNames() {
        FakeReference<String> two = named(new String[] {"hash", "btree"}, 0);
        services.add(two, "both");
        assertEquals("both", services.find("BTREE").orElseThrow().service());
        services.remove(two, "both");
        assertTrue(services.find("hash").isEmpty());
    }

    @Test
    void whatHasNoNameIsNotForUs() {
        assertTrue(services.add(new FakeReference<>(Map.of()), "nameless").isEmpty());
    }
}
