package org.fingerpost.api.instance;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes values of a component's settings. A component takes them as texts ({@code String timeout() default "5m"}), because
 * Declarative Services would not activate one at all of whose numbers one is no number; here a bad value costs that setting
 * alone: what is usable takes its place, the default or the last good value, and a log line says so, always of this form:
 *
 * <pre>{@code mailer.prog: max.output.bytes: "much" where a number from 0 to 8192 is expected; 8192 is used}</pre>
 *
 * <p>Immutable; any thread, if the log is.
 */
public final class SettingsReader {

    private final String pid;
    private final Consumer<String> log;

    /**
     * @param pid of the component: {@code etc/PID.cfg} is where the settings are
     * @param log gets a line for each bad value; {@code LOG::error}
     */
    public SettingsReader(String pid, Consumer<String> log) {
        this.pid = pid;
        this.log = log;
    }

    /** A whole number from {@code least} to {@code most}. */
    public int number(String key, String setting, int least, int most, int otherwise) {
        return (int) number(key, setting, (long) least, most, otherwise);
    }

    /** A whole number from {@code least} to {@code most}. */
    public long number(String key, String setting, long least, long most, long otherwise) {
        return value(key, setting, otherwise, text -> number(text, least, most));
    }

    /** {@code true} or {@code false}, in any case; no other word switches anything on or off. */
    public boolean flag(String key, String setting, boolean otherwise) {
        return value(key, setting, otherwise, SettingsReader::flag);
    }

    /** A duration as {@link Durations} has them, of at least {@code least}. */
    public Duration duration(String key, String setting, Duration least, Duration otherwise) {
        return value(key, setting, otherwise, text -> duration(text, least));
    }

    /** The constant whose name the setting is, in any case. */
    public <E extends Enum<E>> E choice(String key, String setting, E otherwise) {
        return value(key, setting, otherwise, text -> choice(text, otherwise.getDeclaringClass()));
    }

    /**
     * A value of any kind.
     *
     * @param setting   as configured
     * @param otherwise what is used if {@code parser} does not take it
     * @param parser    throws {@link IllegalArgumentException} with a message that quotes what is bad and says what is expected
     */
    public <S, T> T value(String key, S setting, T otherwise, Function<? super S, ? extends T> parser) {
        try {
            return parser.apply(setting);
        } catch (IllegalArgumentException e) {
            log.accept(pid + ": " + key + ": " + e.getMessage() + "; " + text(otherwise) + " is used");
            return otherwise;
        }
    }

    private static long number(String text, long least, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, together with the bounds
        }
        boolean bounded = most < Integer.MAX_VALUE;
        throw expected(text, bounded ? "a number from " + least + " to " + most : "a number of at least " + least);
    }

    private static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw expected(text, "true or false");
        };
    }

    private static Duration duration(String text, Duration least) {
        Duration duration = Durations.parse(text);
        if (duration.compareTo(least) < 0) {
            throw expected(text, "a duration of at least " + Durations.format(least));
        }
        return duration;
    }

    private static <E extends Enum<E>> E choice(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equalsIgnoreCase(text.strip())).findFirst()
                .orElseThrow(() -> expected(text, Arrays.stream(type.getEnumConstants()).map(SettingsReader::text)
                        .collect(Collectors.joining(" or "))));
    }

    private static IllegalArgumentException expected(String text, String what) {
        return new IllegalArgumentException("\"" + text + "\" where " + what + " is expected");
    }

    /** As one would write it in the file. */
    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof Collection<?> several) {
            return several.isEmpty() ? "none" : several.stream().map(SettingsReader::text).collect(Collectors.joining(", "));
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(SettingsReader::text).orElse("none");
        }
        String text = value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
        return text.isEmpty() ? "nothing" : text;
    }
}
