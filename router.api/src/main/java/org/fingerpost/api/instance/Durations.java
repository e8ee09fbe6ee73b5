package org.fingerpost.api.instance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are written in every setting and option of the router: {@code 2s}, {@code 5m}, {@code 4h}, {@code 5d}. */
public final class Durations {

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");

    /** Those that {@link #format} prefers to seconds, the largest first; people count in days, not in weeks. */
    private static final List<Map.Entry<String, Integer>> SECONDS_OF_UNIT =
            List.of(Map.entry("d", 86_400), Map.entry("h", 3_600), Map.entry("m", 60));

    private Durations() {
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a number with a unit; the message quotes it and says what is
     *                                  expected
     */
    public static Duration parse(String text) {
        Matcher m = SYNTAX.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no duration: a number and a unit are expected, such as 30s, 5m, 4h or 5d");
        }
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> Duration.ofDays(7 * n);
        };
    }

    /**
     * As {@link #parse} reads it, in the largest unit that needs no fraction: {@code 90s}, {@code 2m}.
     *
     * @param duration not negative; what is less than a millisecond is cut off
     */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        for (Map.Entry<String, Integer> unit : SECONDS_OF_UNIT) {
            if (seconds >= unit.getValue() && seconds % unit.getValue() == 0) {
                return seconds / unit.getValue() + unit.getKey();
            }
        }
        return seconds + "s";
    }

    /**
     * A list separated by commas: {@code 1m, 5m, 15m, 1h}. At least one; any that is no duration is an IllegalArgumentException.
     */
    public static List<Duration> parseList(String text) {
        List<Duration> list = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            list.add(parse(item));
        }
        return list;
    }
}
