package org.fingerpost.rules.cf;

import java.util.Locale;
import java.util.Set;

/** {@code DaemonPortOptions} and {@code ClientPortOptions}: fields of which only the first letter of the name counts. */
final class PortOptions {

    private static final String FIELDS = "aAcdDfFiIlLmMnNpPqrRsS";
    private static final Set<String> FAMILIES = Set.of("inet", "inet6", "unix", "local", "iso", "ns", "x.25");
    private static final Set<String> SERVICES = Set.of("smtp", "mail", "submission", "msa", "smtps", "submissions", "urd",
            "ssmtp", "lmtp");
    private static final String DELIVERY_MODES = "biqd";

    private final Problems problems;

    PortOptions(Problems problems) {
        this.problems = problems;
    }

    void check(GivenOption option) {
        for (String field : option.value().split(",\\s*")) {
            int equals = field.indexOf('=');
            if (equals >= 0) {
                field(option, field.substring(0, equals).strip(), field.substring(equals + 1).strip(), field);
            }
        }
    }

    private void field(GivenOption option, String name, String value, String field) {
        char letter = name.isEmpty() ? 0 : name.toLowerCase(Locale.ROOT).charAt(0);
        if (name.isEmpty() || FIELDS.indexOf(name.charAt(0)) < 0) {
            problems.add(option.wrong("\"" + field + "\" is no field of a port", field)
                    .expecting("Name=, Port=, Addr=, Family= or the like"),
                    "PortOptions parameter \"" + field + "\" unknown");
        } else if (letter == 'f' && !Account.isNumber(value) && !FAMILIES.contains(value.toLowerCase(Locale.ROOT))) {
            problems.add(option.wrong("\"" + value + "\" is no family of addresses", value).expecting("inet, inet6 or unix"),
                    "Unknown address family " + value + " in Family=option");
        } else if (letter == 'p' && !Account.isNumber(value) && !SERVICES.contains(value)) {
            problems.add(option.wrong("\"" + value + "\" is no port", value).expecting("a number, smtp or submission"),
                    "service \"" + value + "\" unknown");
        } else if (letter == 'd' && name.charAt(0) == 'D' && (value.isEmpty() || DELIVERY_MODES.indexOf(value.charAt(0)) < 0)) {
            problems.add(option.wrong("\"" + value + "\" is no mode of delivery", value)
                    .expecting("interactive, background, queue or deferred"), "Unknown delivery mode " + value.substring(0,
                            Math.min(1, value.length())));
        }
    }
}
