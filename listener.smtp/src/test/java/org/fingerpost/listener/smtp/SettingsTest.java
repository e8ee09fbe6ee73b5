package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Settings OTHER = new Settings(List.of(new ListenAddress("::1", 1)), 1, 1, 1,
            new SessionRules(1, 1, BareNewlines.NORMALIZE), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO);

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
        Settings settings = Settings.of(config(Map.of("listen", "[::1]:25, 127.0.0.1:25", "threads", "8",
                "max_sessions", "5", "max_sessions_per_client", "2", "max_recipients", "7", "max_errors", " 3 ",
                "idle_timeout", "30s", "data_timeout", "1h", "name_timeout", "0s", "bare_newlines", "Normalize")),
                Settings.DEFAULT);
        assertEquals("[[::1]:25, 127.0.0.1:25]", settings.listen().toString());
        assertEquals(8, settings.threads());
        assertEquals(5, settings.maxSessions());
        assertEquals(2, settings.maxSessionsPerClient());
        assertEquals(new SessionRules(7, 3, BareNewlines.NORMALIZE), settings.rules());
        assertEquals(Duration.ofSeconds(30), settings.idleTimeout());
        assertEquals(Duration.ofHours(1), settings.dataTimeout());
        assertEquals(Duration.ZERO, settings.nameTimeout());
    }

    @Test
    void badValuesLeaveTheLastGoodOnes() {
        assertEquals(Settings.DEFAULT, read("listen", "nowhere"));
        assertEquals(Settings.DEFAULT, read("threads", "0"));
        assertEquals(Settings.DEFAULT, read("max_sessions", "-1"));
        assertEquals(Settings.DEFAULT, read("max_recipients", "many"));
        assertEquals(Settings.DEFAULT, read("max_errors", "99999999999"));
        assertEquals(Settings.DEFAULT, read("idle_timeout", "5"));
        assertEquals(Settings.DEFAULT, read("data_timeout", "0s"));
        assertEquals(Settings.DEFAULT, read("bare_newlines", "yes"));
    }
}
