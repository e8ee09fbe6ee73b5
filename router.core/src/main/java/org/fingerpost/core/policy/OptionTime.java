package org.fingerpost.core.policy;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as options have them: {@code 5d}, {@code 1d12h}, {@code 30m}, or a number of some unit. */
final class OptionTime {

    private static final Pattern PART = Pattern.compile("(\\d{1,9})([a-zA-Z]?)");
    private static final Map<String, Duration> UNITS = Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1), "d", Duration.ofDays(1), "w", Duration.ofDays(7));

    private OptionTime() {
    }

    /**
     * Empty if it is no time.
     *
     * @param unit of a number without a letter: one of {@code s m h d w}
     */
    static Optional<Duration> parse(String text, String unit) {
        Matcher part = PART.matcher(text.strip());
        Duration sum = Duration.ZERO;
        int at = 0;
        while (part.find() && part.start() == at) {
            Duration one = UNITS.get(part.group(2).isEmpty() ? unit : part.group(2).toLowerCase(Locale.ROOT));
            if (one == null) {
                return Optional.empty();
            }
            sum = sum.plus(one.multipliedBy(Long.parseLong(part.group(1))));
            at = part.end();
        }
        return at == 0 || at < text.strip().length() ? Optional.empty() : Optional.of(sum);
    }
}
