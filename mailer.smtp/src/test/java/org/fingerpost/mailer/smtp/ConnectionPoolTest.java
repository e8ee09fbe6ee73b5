package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

final class ConnectionPoolTest {

    /** Who was given a place, {@code name}, or a connection, {@code name<connection}. */
    private final List<String> begun = new ArrayList<>();
    private final List<String> retired = new ArrayList<>();

    private final class Named implements ConnectionPool.Pooled {

        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public void retire() {
            retired.add(name);
        }
    }

    private ConnectionPool.Applicant<Named> named(String name, Runnable then) {
        return new ConnectionPool.Applicant<>() {
            @Override
            public void connect() {
                begun.add(name);
                then.run();
            }

            @Override
            public void reuse(Named connection) {
                begun.add(name + "<" + connection.name);
                then.run();
            }
        };
    }

    private ConnectionPool.Applicant<Named> named(String name) {
        return named(name, () -> { });
    }

    private static ConnectionPool<String, Named> pool(int max, int maxPerHost, int maxWaiting) {
        return new ConnectionPool<>(max, maxPerHost, maxWaiting, 10, 10);
    }

    @Test
    void placesOfAHostAreLimited() {
        ConnectionPool<String, Named> pool = pool(10, 2, 10);
        for (String name : List.of("a1", "a2", "a3", "a4")) {
            assertTrue(pool.enter("a", named(name)));
        }
        pool.enter("b", named("b1"));
        assertEquals(List.of("a1", "a2", "b1"), begun);
        pool.leave("a");
        assertEquals(List.of("a1", "a2", "b1", "a3"), begun);
    }

    @Test
    void placesOverAllAreLimitedAndHostsTakeTurns() {
        ConnectionPool<String, Named> pool = pool(1, 5, 10);
        for (String name : List.of("a1", "a2", "a3", "b1")) {
            pool.enter(name.substring(0, 1), named(name));
        }
        for (String host : List.of("a", "a", "b", "a")) {
            pool.leave(host);
        }
        assertEquals(List.of("a1", "a2", "b1", "a3"), begun);
    }

    @Test
    void lineIsBoundedButWhoNeedNotWaitEnters() {
        ConnectionPool<String, Named> pool = pool(10, 1, 1);
        assertTrue(pool.enter("a", named("a1")));
        assertTrue(pool.enter("a", named("a2")));
        assertFalse(pool.enter("a", named("a3")));
        assertTrue(pool.enter("b", named("b1")));
        pool.leave("a");
        pool.leave("a");
        assertEquals(List.of("a1", "b1", "a2"), begun);
    }

    @Test
    void whoWithdrawsIsNotCalled() {
        ConnectionPool<String, Named> pool = pool(1, 1, 10);
        ConnectionPool.Applicant<Named> second = named("2");
        pool.enter("a", named("1"));
        pool.enter("a", second);
        pool.enter("a", named("3"));
        assertTrue(pool.withdraw("a", second));
        assertFalse(pool.withdraw("a", second));
        assertFalse(pool.withdraw("b", second));
        pool.leave("a");
        assertEquals(List.of("1", "3"), begun);
    }

    @Test
    void placeOfTheLastWhoWithdrewIsFreeForOthers() {
        ConnectionPool<String, Named> pool = pool(1, 1, 10);
        ConnectionPool.Applicant<Named> waiting = named("b1");
        pool.enter("a", named("a1"));
        pool.enter("b", waiting);
        pool.withdraw("b", waiting);
        pool.leave("a");
        pool.enter("c", named("c1"));
        assertEquals(List.of("a1", "c1"), begun);
    }

    @Test
    void whoLeavesWithinItsBeginningMakesRoom() {
        ConnectionPool<String, Named> pool = pool(1, 1, 10);
        pool.enter("a", named("a1"));
        pool.enter("a", named("a2", () -> pool.leave("a")));
        pool.enter("a", named("a3"));
        pool.leave("a");
        assertEquals(List.of("a1", "a2", "a3"), begun);
    }

    @Test
    void idleConnectionIsGivenToTheNextTheLastUsedFirst() {
        ConnectionPool<String, Named> pool = pool(10, 10, 10);
        pool.enter("a", named("1"));
        pool.enter("a", named("2"));
        pool.release("a", new Named("x"));
        pool.release("a", new Named("y"));
        pool.enter("b", named("3"));
        for (String name : List.of("4", "5", "6")) {
            pool.enter("a", named(name));
        }
        assertEquals(List.of("1", "2", "3", "4<y", "5<x", "6"), begun);
        assertEquals(List.of(), retired);
    }

    @Test
    void connectionGoesToWhoWaitsForThatHost() {
        ConnectionPool<String, Named> pool = pool(10, 1, 10);
        for (String name : List.of("1", "2", "3")) {
            pool.enter("a", named(name));
        }
        Named connection = new Named("x");
        pool.release("a", connection);
        pool.release("a", connection);
        assertEquals(List.of("1", "2<x", "3<x"), begun);
    }

    @Test
    void connectionIsNotKeptWhileAnotherHostWaitsForItsPlace() {
        ConnectionPool<String, Named> pool = pool(2, 2, 10);
        for (String name : List.of("a1", "a2", "a3", "b1", "a4")) {
            pool.enter(name.substring(0, 1), named(name));
        }
        pool.release("a", new Named("x")); // a's turn: it has waited longest
        assertEquals(List.of("a1", "a2"), begun);
        assertEquals(List.of("x"), retired);
        pool.leave("a");
        assertEquals(List.of("a1", "a2", "b1"), begun);
    }

    @Test
    void idleConnectionMakesRoomForAnotherHost() {
        ConnectionPool<String, Named> pool = pool(2, 2, 10);
        pool.enter("a", named("a1"));
        pool.enter("b", named("b1"));
        pool.release("b", new Named("y"));
        pool.release("a", new Named("x"));
        pool.enter("c", named("c1"));
        assertEquals(List.of("y"), retired);
        pool.leave("b");
        assertEquals(List.of("a1", "b1", "c1"), begun);
    }

    @Test
    void idleConnectionsAreLimitedTheOldestGo() {
        ConnectionPool<String, Named> pool = new ConnectionPool<>(10, 10, 10, 3, 2);
        for (String name : List.of("a1", "a2", "a3", "b1", "b2")) {
            pool.enter(name.substring(0, 1), named(name));
            pool.release(name.substring(0, 1), new Named(name));
            pool.enter(name.substring(0, 1), named("busy"));
        }
        for (String name : List.of("a4", "a5", "a6")) {
            pool.enter("a", named(name));
        }
        for (String name : List.of("a4", "a5", "a6")) {
            pool.release("a", new Named(name));
        }
        assertEquals(List.of("a4"), retired);
        pool.release("b", new Named("b4"));
        assertEquals(List.of("a4"), retired);
        pool.enter("c", named("c1"));
        pool.release("c", new Named("c1"));
        assertEquals(List.of("a4", "a5"), retired);
    }

    @Test
    void connectionThatIsRemovedIsGivenToNobody() {
        ConnectionPool<String, Named> pool = pool(1, 1, 10);
        Named connection = new Named("x");
        pool.enter("a", named("1"));
        pool.release("a", connection);
        assertTrue(pool.remove(connection));
        assertFalse(pool.remove(connection));
        pool.enter("a", named("2"));
        assertEquals(List.of("1"), begun);
        pool.leave("a");
        assertEquals(List.of("1", "2"), begun);
    }

    @Test
    void closedPoolKeepsNothing() {
        ConnectionPool<String, Named> pool = pool(10, 10, 10);
        pool.enter("a", named("1"));
        pool.enter("a", named("2"));
        pool.release("a", new Named("x"));
        CompletableFuture<Void> empty = pool.close();
        assertEquals(List.of("x"), retired);
        pool.leave("a");
        assertFalse(empty.isDone());
        pool.release("a", new Named("y"));
        assertEquals(List.of("x", "y"), retired);
        pool.leave("a");
        assertTrue(empty.isDone());
    }
}
