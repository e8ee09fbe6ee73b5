package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

final class ConnectionPlacesTest {

    private final List<String> begun = new ArrayList<>();

    private Runnable named(String name) {
        return () -> begun.add(name);
    }

    @Test
    void placesOfAHostAreLimited() {
        ConnectionPlaces places = new ConnectionPlaces(10, 2, 10);
        for (String name : List.of("a1", "a2", "a3", "a4")) {
            assertTrue(places.enter("a", named(name)));
        }
        places.enter("b", named("b1"));
        assertEquals(List.of("a1", "a2", "b1"), begun);
        places.leave("a");
        assertEquals(List.of("a1", "a2", "b1", "a3"), begun);
    }

    @Test
    void placesOverAllAreLimitedAndHostsTakeTurns() {
        ConnectionPlaces places = new ConnectionPlaces(1, 5, 10);
        for (String name : List.of("a1", "a2", "a3", "b1")) {
            places.enter(name.substring(0, 1), named(name));
        }
        for (String host : List.of("a", "a", "b", "a")) {
            places.leave(host);
        }
        assertEquals(List.of("a1", "a2", "b1", "a3"), begun);
    }

    @Test
    void lineIsBoundedButWhoNeedNotWaitEnters() {
        ConnectionPlaces places = new ConnectionPlaces(10, 1, 1);
        assertTrue(places.enter("a", named("a1")));
        assertTrue(places.enter("a", named("a2")));
        assertFalse(places.enter("a", named("a3")));
        assertTrue(places.enter("b", named("b1")));
        places.leave("a");
        places.leave("a");
        assertEquals(List.of("a1", "b1", "a2"), begun);
    }

    @Test
    void whoWithdrawsIsNotCalled() {
        ConnectionPlaces places = new ConnectionPlaces(1, 1, 10);
        Runnable second = named("2");
        places.enter("a", named("1"));
        places.enter("a", second);
        places.enter("a", named("3"));
        assertTrue(places.withdraw("a", second));
        assertFalse(places.withdraw("a", second));
        assertFalse(places.withdraw("b", second));
        places.leave("a");
        assertEquals(List.of("1", "3"), begun);
    }

    @Test
    void placeOfTheLastWhoWithdrewIsFreeForOthers() {
        ConnectionPlaces places = new ConnectionPlaces(1, 1, 10);
        Runnable waiting = named("b1");
        places.enter("a", named("a1"));
        places.enter("b", waiting);
        places.withdraw("b", waiting);
        places.leave("a");
        places.enter("c", named("c1"));
        assertEquals(List.of("a1", "c1"), begun);
    }

    @Test
    void whoLeavesWithinItsBeginningMakesRoom() {
        ConnectionPlaces places = new ConnectionPlaces(1, 1, 10);
        places.enter("a", named("a1"));
        places.enter("a", () -> places.leave("a"));
        places.enter("a", named("a3"));
        places.leave("a");
        assertEquals(List.of("a1", "a3"), begun);
    }
}
