package org.fingerpost.rules.cf;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** The option {@code Timeout} with its many parts, and times of others. */
final class TimeoutChecks {

    private final Problems problems;

    TimeoutChecks(Problems problems) {
        this.problems = problems;
    }

    void check(GivenOption option) {
        if (!option.sub().isEmpty()) {
            part(option, option.sub().substring(1), option.value());
            return;
        }
        for (String one : option.value().split(",\\s*")) {
            int equals = one.indexOf('=');
            if (equals >= 0) {
                part(option, one.substring(0, equals), one.substring(equals + 1));
            } else if (Account.isNumber(one)) {
                time(option, one, 1, problems); // one for all of them
            }
        }
    }

    private void part(GivenOption option, String name, String value) {
        if (OptionWords.has(OptionWords.TIMEOUTS, name)) {
            String lower = name.toLowerCase(Locale.ROOT);
            time(option, value, lower.startsWith("queue") || lower.startsWith("resolver.retrans") ? 2 : 1, problems);
        } else {
            problems.add(option.line().error(2, option.line().text().length(), "option Timeout has no part " + name)
                    .hinting(Spelling.hint(name, OptionWords.TIMEOUTS)), "settimeout: invalid timeout " + name);
        }
    }

    /** @param times how often sendmail reads it, and says what is wrong with it */
    static void time(GivenOption option, String value, int times, Problems problems) {
        String[] objections = Durations.objections(value);
        if (objections.length > 0) {
            problems.add(option.wrong("\"" + value + "\" is no time", value).expecting(Durations.EXPECTED),
                    IntStream.range(0, times).mapToObj(i -> objections).flatMap(Arrays::stream).toArray(String[]::new));
        }
    }
}
