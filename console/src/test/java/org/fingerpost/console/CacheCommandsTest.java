package org.fingerpost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.CacheState;
import org.fingerpost.api.table.TableCaches;
import org.junit.jupiter.api.Test;

class CacheCommandsTest {

    private final CacheCommands commands = new CacheCommands();

    @Test
    void cachesAndTheirNumbers() {
        assertEquals("the router keeps no answers now\n", commands.caches());
        commands.bindCaches(new TableCaches() {
            @Override
            public List<CacheState> read() {
                return List.of(
                        new CacheState("people", "ldap", 2, 100, Duration.ofMinutes(1), Duration.ofSeconds(10),
                                Optional.of(Duration.ofMillis(12_345)), 7, 4, 1, 0, Optional.of("servers [a:389]: refused")),
                        new CacheState("quota", "sql", 0, 10, Duration.ofHours(1), Duration.ZERO, Optional.empty(), 0, 0, 0, 0,
                                Optional.empty()));
            }

            @Override
            public long flush(String table) {
                return table.isEmpty() ? 2 : table.equals("people") ? 1 : -1;
            }
        });
        assertEquals("""
                TABLE   ASKS  ANSWERS  OF   OLDEST  FOUND FOR  ABSENT FOR  HITS  MISSES  UNAVAILABLE  STALE  DOWN
                people  ldap  2        100  12s     1m         10s         7     4       1            0      servers [a:389]: refused
                quota   sql   0        10   -       1h         0s          0     0       0            0      -
                """, commands.caches());
        assertEquals("2 answers forgotten\n", commands.flush());
        assertEquals("1 answer forgotten\n", commands.flush("people"));
        assertEquals("no answers are kept of a table others\n", commands.flush("others"));
    }
}
