package org.fingerpost.rules.cf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.fingerpost.api.policy.MacroText;

/** {@code Oxvalue} with names of one letter, and {@code O Name=value} with long ones. */
final class OptionLines {

    private static final String QUEUE_TIMEOUT = "QueueTimeout";
    private static final String TIMEOUT = "Timeout";
    private static final char MACRO = 'M';
    private static final String MILTER = "Milter";

    private final Draft draft;
    private final Problems problems;
    private final OptionChecks checks;

    OptionLines(Draft draft) {
        this.draft = draft;
        this.problems = draft.problems();
        this.checks = new OptionChecks(draft);
    }

    void read(LogicalLine line) {
        String text = line.text();
        if (text.length() < 2) {
            problems.add(line.error(0, "an option without a name").expecting("a letter, or a blank and a long name,"),
                    "readcf: unknown option name 0x0");
        } else if (text.charAt(1) == ' ') {
            longName(line);
        } else if (text.charAt(1) == MACRO) {
            macro(line);
        } else {
            OptionNames.ofLetter(text.charAt(1)).ifPresentOrElse(name -> set(new GivenOption(line, name, "", 2)),
                    () -> letter(line));
        }
    }

    /** {@code OMxvalue}: an old way to define a macro. */
    private void macro(LogicalLine line) {
        Names.reported(line, line.text(), 2, 2, problems).ifPresent(name ->
                draft.policy().macro(Sign.octets(name.name()), MacroText.parse(Sign.source(line.text().substring(name.end())))));
    }

    private void letter(LogicalLine line) {
        int octet = Sign.octets(line.text().substring(1, 2)).charAt(0);
        problems.add(line.error(1, 2, "there is no option of the letter " + Sign.octets(line.text().substring(1, 2)))
                .expecting("the letter of an option, or a blank and a long name,"),
                "readcf: unknown option name 0x" + Integer.toHexString(octet));
    }

    private void longName(LogicalLine line) {
        String rest = line.text().substring(2);
        int equals = rest.indexOf('=');
        String written = (equals < 0 ? rest : rest.substring(0, equals)).stripTrailing();
        int dot = written.indexOf('.');
        String name = dot < 0 ? written : written.substring(0, dot);
        int value = equals < 0 ? line.text().length() : equals + 3;
        while (value < line.text().length() && LogicalLine.isSpace(line.text().charAt(value))) {
            value++;
        }
        String sub = dot < 0 ? "" : written.substring(dot);
        int start = value;
        named(line, name).ifPresent(option -> set(new GivenOption(line, option, sub, start)));
    }

    /** As in sendmail an abbreviation will do if it is one of one option only. */
    private Optional<String> named(LogicalLine line, String name) {
        Optional<String> exact = OptionNames.exactly(name);
        if (exact.isPresent()) {
            return exact;
        }
        List<String> candidates = name.isEmpty() ? List.of() : OptionNames.startingWith(name);
        if (candidates.size() > 1) {
            problems.add(line.error(2, 2 + name.length(), "several options begin with " + name).expecting("the whole name")
                    .hinting("Is it one of " + String.join(", ", candidates) + "?"), "readcf: ambiguous option name "
                            + name + " (matches "
                            + candidates.get(0) + " and " + candidates.get(1) + ")");
            return Optional.empty();
        }
        if (candidates.size() == 1) {
            problems.add(line.error(2, 2 + name.length(), "option " + name + " is taken for " + candidates.get(0)).asWarning(),
                    "Option " + name + " used as abbreviation for " + candidates.get(0));
            return Optional.of(candidates.get(0));
        }
        problems.add(line.error(2, 2 + name.length(), "there is no option " + name.strip())
                .hinting(OptionNames.like(name.strip()).map(meant -> "Is it " + meant + "?").orElse("")).asWarning(),
                "readcf: unknown option name " + name);
        return Optional.empty();
    }

    private void set(GivenOption option) {
        String value = Sign.source(option.value().strip());
        checks.check(option);
        switch (option.name()) {
            case QUEUE_TIMEOUT -> { // the old way to give both at once: return/warn
                String[] parts = value.split("/", 2);
                draft.option("Timeout.queuereturn", parts[0].strip());
                if (parts.length > 1) {
                    draft.option("Timeout.queuewarn", parts[1].strip());
                }
            }
            case TIMEOUT -> timeouts(option.sub(), value);
            case MILTER -> draft.option(option.name() + option.sub(), value);
            default -> draft.option(option.name(), value);
        }
    }

    /** One with its name, or several at once: {@code Or} with {@code mail=5m,rcpt=1h}. */
    private void timeouts(String sub, String value) {
        if (!sub.isEmpty()) {
            draft.option(TIMEOUT + sub.toLowerCase(Locale.ROOT), value);
            return;
        }
        for (String one : value.split("[,\\s]+")) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                draft.option(TIMEOUT + "." + one.substring(0, equals).toLowerCase(Locale.ROOT), one.substring(equals + 1));
            }
        }
    }
}
