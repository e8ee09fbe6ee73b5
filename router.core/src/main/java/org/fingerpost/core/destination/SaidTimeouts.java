package org.fingerpost.core.destination;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.instance.SettingsReader;

/** What a file says under a key and under the same key with each class of messages: {@code warn}, {@code warn.urgent} … */
record SaidTimeouts(Said<Duration> any, Map<TimeoutClass, Said<Duration>> byClass) {

    static final SaidTimeouts NOTHING = new SaidTimeouts(Said.nothing(), Map.of());

    /**
     * Reads them; a bad value costs that one alone.
     *
     * @param setting of the key with this ending, empty for the key itself; blank if it is not set
     * @param last    what was read before
     */
    static SaidTimeouts read(SettingsReader settings, String key, Function<String, String> setting, SaidTimeouts last) {
        Map<TimeoutClass, Said<Duration>> byClass = new EnumMap<>(TimeoutClass.class);
        for (TimeoutClass each : TimeoutClass.values()) {
            if (each != TimeoutClass.NORMAL) {
                byClass.put(each, said(settings, key + "." + each.word(), setting.apply(each.word()),
                        last.byClass.getOrDefault(each, Said.nothing())));
            }
        }
        return new SaidTimeouts(said(settings, key, setting.apply(""), last.any), byClass);
    }

    private static Said<Duration> said(SettingsReader settings, String key, String text, Said<Duration> last) {
        return settings.value(key, text, last, t -> Said.parse(t, Durations::parse));
    }

    Timeouts timeouts() {
        Map<TimeoutClass, Duration> named = new EnumMap<>(TimeoutClass.class);
        byClass.forEach((timeoutClass, said) -> said.value().ifPresent(time -> named.put(timeoutClass, time)));
        return new Timeouts(any.value(), named);
    }
}
