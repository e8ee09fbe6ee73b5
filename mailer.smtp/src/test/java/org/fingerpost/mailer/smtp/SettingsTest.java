package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

final class SettingsTest {

    /** A configuration in which only {@code given} differs from the defaults, by method name. */
    static Config config(Map<String, String> given) {
        return (Config) Proxy.newProxyInstance(Config.class.getClassLoader(), new Class<?>[] {Config.class},
                (proxy, method, args) -> given.getOrDefault(method.getName(), (String) method.getDefaultValue()));
    }

    @Test
    void defaults() {
        Settings settings = Settings.of(config(Map.of()));
        Duration five = Duration.ofMinutes(5);
        Duration two = Duration.ofMinutes(2);
        Timeouts timeouts = new Timeouts(five, Duration.ofSeconds(30), five, five, two, two, five, five, two,
                Duration.ofMinutes(3), Duration.ofMinutes(10), Duration.ofSeconds(20), Duration.ofSeconds(5));
        Reuse reuse = new Reuse(Duration.ofSeconds(5), five, 500, 200, 20);
        assertEquals(new Settings(timeouts, 1000, 20, 10000, 2, reuse,
                new SearchLimits(5, 2, Duration.ofMinutes(10)), List.of()), settings);
    }

    @Test
    void valuesGivenAreUsed() throws Exception {
        Settings settings = Settings.of(config(Map.of("timeout_greeting", "7s", "max_connections_per_host", " 3 ",
                "threads", "1", "reuse_idle", "0s", "reuse_messages", "1", "source_address", "127.0.0.9",
                "source_address6", "::1", "max_addresses", "7", "max_sessions", "3", "timeout_search", "1h")));
        assertEquals(Duration.ofSeconds(7), settings.timeouts().greeting());
        assertEquals(3, settings.maxConnectionsPerHost());
        assertEquals(1, settings.threads());
        assertEquals(new Reuse(Duration.ZERO, Duration.ofMinutes(5), 1, 200, 20), settings.reuse());
        assertEquals(List.of(InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.9")), settings.sources());
        assertEquals(new SearchLimits(7, 3, Duration.ofHours(1)), settings.search());
    }

    @Test
    void tlsAndBdatForAllDestinations() {
        assertEquals(new Terms.Defaults(TlsLevel.ENCRYPT, true),
                Settings.of(config(Map.of("tls", "Encrypt", "chunking", "yes"))).terms());
        assertEquals(new Terms.Defaults(TlsLevel.MAY, false),
                Settings.of(config(Map.of("tls", "always", "chunking", "perhaps"))).terms());
    }

    @Test
    void badValuesCostNoMoreThanThemselves() {
        Settings defaults = Settings.of(config(Map.of()));
        assertEquals(defaults, Settings.of(config(Map.of("timeout_connect", "soon", "timeout_quit", "0s",
                "max_connections", "0", "max_connections_per_host", "-1", "max_waiting", "many", "threads", "99999999999",
                "reuse_idle", "never", "source_address", "localhost"))));
        assertEquals(defaults, Settings.of(config(Map.of("source_address", "999.0.0.1"))));
        assertEquals(defaults, Settings.of(config(Map.of("source_address", ":::::"))));
        assertEquals(defaults, Settings.of(config(Map.of("source_address6", "192.0.2.1", "max_sessions", "none"))));
    }
}
