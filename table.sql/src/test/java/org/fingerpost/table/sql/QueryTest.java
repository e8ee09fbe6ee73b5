package org.fingerpost.table.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** What a database and its driver are told. */
class QueryTest {

    @Test
    void quotesAndPerCentSignsStay() throws Exception {
        Query query = Query.parse("SELECT 'it''s ?' || \"a\" FROM t WHERE a LIKE 'x%%' AND b LIKE 'y%' AND c = %0 AND d=%2"
                + " AND e=%0");
        assertEquals("SELECT 'it''s ?' || \"a\" FROM t WHERE a LIKE 'x%' AND b LIKE 'y%' AND c = ? AND d=? AND e=?",
                query.statement());
        assertEquals(Optional.of(List.of("k", "b", "k")), query.values("k", List.of("a", "b")));
        assertEquals(Optional.of(List.of("k", "", "k")), query.values("k", List.of()));
    }

    @Test
    void driversThatWaitWithoutEndAreToldNotTo() {
        DatabaseSettings settings = new DatabaseSettings("jdbc:postgresql:x", "org.postgresql.Driver", "", Optional.empty(),
                Map.of("socketTimeout", "9"), 1, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(1500),
                Duration.ofSeconds(2), 1);
        Map<String, String> properties = DriverDefaults.of(settings);
        assertEquals("2", properties.get("connectTimeout"));
        assertEquals("9", properties.get("socketTimeout"));
        assertEquals("always", properties.get("readOnlyMode"));
    }
}
