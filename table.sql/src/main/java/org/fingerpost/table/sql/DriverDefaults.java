package org.fingerpost.table.sql;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What JDBC has no words for: a driver that waits without end while it connects, and transactions that only read. The keys differ
 * from driver to driver; those of a database's settings win.
 */
final class DriverDefaults {

    private DriverDefaults() {
    }

    static Map<String, String> of(DatabaseSettings settings) {
        Map<String, String> properties = new TreeMap<>();
        long connect = settings.connectTimeout().toMillis();
        long silence = connect + settings.queryTimeout().toMillis();
        switch (settings.driver()) {
            case "org.postgresql.Driver", "PostgreSQL JDBC Driver" -> {
                properties.put("connectTimeout", seconds(connect));
                properties.put("loginTimeout", seconds(connect));
                properties.put("socketTimeout", seconds(silence));
                properties.put("tcpKeepAlive", "true");
                properties.put("readOnlyMode", "always");
                properties.put("ApplicationName", "fingerpost");
            }
            case "org.mariadb.jdbc.Driver", "com.mysql.cj.jdbc.Driver" -> {
                properties.put("connectTimeout", String.valueOf(connect));
                properties.put("socketTimeout", String.valueOf(silence));
            }
            default -> { }
        }
        properties.putAll(settings.properties());
        return properties;
    }

    private static String seconds(long millis) {
        return String.valueOf(Duration.ofMillis(millis + 999).toSeconds());
    }
}
