package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.fingerpost.api.instance.Networks;
import org.fingerpost.listener.smtp.ClientLimits.Event;
import org.fingerpost.listener.smtp.extension.Extension;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Settings OTHER = new Settings(List.of(new ListenAddress("::1", 1)), 1, 1,
            new ClientLimits(1, Map.of(Event.MESSAGE, 9), Duration.ofSeconds(9), 9, Networks.parse("10.0.0.0/8")),
            new SessionRules(1, 1, BareNewlines.NORMALIZE),
            new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
            new Settings.Stress(1, Duration.ofSeconds(1)), Duration.ZERO);

    /** The settings as Declarative Services would give them: defaults of the annotation, and {@code values} by method name. */
    static SmtpConfig config(Map<String, Object> values) {
        return (SmtpConfig) Proxy.newProxyInstance(SmtpConfig.class.getClassLoader(), new Class<?>[] {SmtpConfig.class},
                (proxy, method, arguments) -> {
                    Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
                    return value instanceof String s && method.getReturnType().isArray() ? new String[] {s} : value;
                });
    }

    private static Settings read(String name, String value) {
        return Settings.of(config(Map.of(name, value)), Settings.DEFAULT);
    }

    @Test
    void defaultsOfTheAnnotationAreTheDefaults() {
        assertEquals(Settings.DEFAULT, Settings.of(config(Map.of()), OTHER));
    }

    @Test
    void everySettingIsRead() {
        Map<String, Object> values = new HashMap<>(Map.of("listen", "[::1]:25, lmtp://127.0.0.1:24", "threads", "8",
                "max_sessions", "5", "max_sessions_per_client", "2", "max_recipients", "7", "max_errors", " 3 ",
                "idle_timeout", "30s", "data_timeout", "1h", "name_timeout", "0s", "bare_newlines", "Normalize"));
        values.putAll(Map.of("client_connections", "11", "client_messages", "12", "client_recipients", "13",
                "client_auth_failures", "0", "client_errors", "15", "client_window", "30s", "client_prefix", "48",
                "client_exempt", "10.0.0.0/8 ::1"));
        values.putAll(Map.of("data_rate", "1000", "data_grace", "20s", "session_timeout", "2h", "stress_percent", "90",
                "stress_timeout", "5s"));
        values.putAll(Map.of("max_idle_commands", "21", "max_refused_recipients", "22", "tarpit_after", "0",
                "tarpit_delay", "2s", "tarpit_most", "1m", "greeting_delay", "6s", "early_talk", "Accept",
                "lenient_paths", "True", "withhold", "chunking 8bitmime"));
        values.putAll(Map.of("auth_plaintext", "true", "submission_tls", "false", "submission_auth", "false", "xclient_from",
                new String[] {"192.0.2.1"}, "proxy_from", new String[] {"10.0.0.0/8", "::1"}, "handshake_timeout", "20s"));
        assertEquals(new Settings(ListenAddress.parseAll(List.of("[::1]:25, lmtp://127.0.0.1:24")), 8, 5,
                new ClientLimits(2, Map.of(Event.CONNECTION, 11, Event.MESSAGE, 12, Event.RECIPIENT, 13, Event.ERROR, 15),
                        Duration.ofSeconds(30), 48, Networks.parse("10.0.0.0/8, ::1")),
                new SessionRules(7, 3, BareNewlines.NORMALIZE,
                        new Conduct.Limits(21, 22, 0, Duration.ofSeconds(2), Duration.ofMinutes(1)), Duration.ofSeconds(6),
                        EarlyTalk.ACCEPT, true, Set.of(Extension.CHUNKING, Extension.EIGHT_BIT_MIME),
                        new SecurityRules(true, false, false, Networks.parse("192.0.2.1"), Networks.parse("10.0.0.0/8, ::1"),
                                Duration.ofSeconds(20))),
                new Timing(Duration.ofSeconds(30), Duration.ofHours(1), 1000, Duration.ofSeconds(20), Duration.ofHours(2)),
                new Settings.Stress(90, Duration.ofSeconds(5)), Duration.ZERO), Settings.of(config(values), Settings.DEFAULT));
    }

    @Test
    void badValuesLeaveTheLastGoodOnes() {
        assertEquals(Settings.DEFAULT, read("listen", "nowhere"));
        assertEquals(Settings.DEFAULT, read("threads", "0"));
        assertEquals(Settings.DEFAULT, read("max_sessions", "-1"));
        assertEquals(Settings.DEFAULT, read("max_recipients", "many"));
        assertEquals(Settings.DEFAULT, read("max_errors", "99999999999"));
        assertEquals(Settings.DEFAULT, read("idle_timeout", "5"));
        assertEquals(Settings.DEFAULT, read("client_prefix", "129"));
        assertEquals(Settings.DEFAULT, read("client_exempt", "localhost"));
        assertEquals(Settings.DEFAULT, read("client_errors", "-1"));
        assertEquals(Settings.DEFAULT, read("data_timeout", "0s"));
        assertEquals(Settings.DEFAULT, read("bare_newlines", "yes"));
        assertEquals(Settings.DEFAULT, read("lenient_paths", "yes"));
        assertEquals(Settings.DEFAULT, read("withhold", "CHUNKING, NOTHING"));
    }
}
