package org.fingerpost.rules.cf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.MacroText;

/** The lines that are read in a few words: V, P, E and D. */
final class SmallLines {

    private static final Pattern VERSION = Pattern.compile("\\s*(\\d{1,9})(?:/(\\w*)|\\s+[^/].*|\\s*)?.*", Pattern.DOTALL);
    private static final int NEWEST_LEVEL = 10;
    private static final int MAX_PRECEDENCES = 25;
    /** Before this level three macros are what later became options. */
    private static final int OPTIONS_LEVEL = 7;

    private final Draft draft;
    private int precedences;

    SmallLines(Draft draft) {
        this.draft = draft;
    }

    /** {@code V10/Berkeley}. */
    void version(LogicalLine line) {
        Matcher m = VERSION.matcher(line.rest());
        if (!m.matches()) {
            draft.problems().add(line.error(1, line.text().length(), "\"" + line.rest() + "\" is no level of a configuration")
                    .expecting("a number up to " + NEWEST_LEVEL), "invalid argument to V line: \"" + line.rest() + "\"");
            return;
        }
        draft.level(Integer.parseInt(m.group(1)));
        if (m.group(2) != null && !m.group(2).equalsIgnoreCase("Berkeley")) {
            draft.problems().add(line.error(m.start(2) + 1, m.end(2) + 1, "the vendor \"" + m.group(2) + "\" is not known")
                    .expecting("Berkeley"), "invalid V line vendor code: \"" + m.group(2) + "\"");
        }
    }

    /** {@code Pbulk=-60}. */
    void precedence(LogicalLine line) {
        int equals = line.text().indexOf('=');
        if (equals < 0) {
            draft.problems().add(line.error(1, line.text().length(), "this is no precedence").expecting("name=number"),
                    CfReading.unknownLine(line));
        } else if (++precedences > MAX_PRECEDENCES) {
            draft.problems().add(line.error(0, "one precedence too many").expecting("at most " + MAX_PRECEDENCES),
                    "too many P lines, " + MAX_PRECEDENCES + " max");
        } else {
            String value = line.text().substring(equals + 1).strip();
            if (!value.matches("[-+]?\\d+")) {
                draft.problems().add(line.error(equals + 1, line.text().length(), "\"" + value + "\" is no number")
                        .expecting("a number")
                        .asWarning());
            }
            long number = OptionChecks.leadingNumber(value.replaceFirst("^\\+", ""));
            draft.policy().precedence(Sign.source(line.text().substring(1, equals).strip()),
                    (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number)));
        }
    }

    /** {@code EPATH=/bin}. */
    void environment(LogicalLine line) {
        draft.policy().environment(Sign.source(line.rest()));
    }

    /** {@code Dxvalue} and {@code D{Name}value}. */
    void macro(LogicalLine line) {
        Names.required(line, draft.problems()).ifPresent(name -> {
            String value = Sign.source(Munch.munch(line.text(), name.end(), (char) 0).text());
            draft.policy().macro(Sign.octets(name.name()), MacroText.parse(value));
            macroAsOption(name.name(), value);
        });
    }

    private void macroAsOption(String name, String value) {
        if (draft.level() >= OPTIONS_LEVEL) {
            return;
        }
        switch (name) {
            case "o" -> draft.option("OperatorChars", value);
            case "e" -> draft.option("SmtpGreetingMessage", value);
            case "l" -> draft.option("UnixFromLine", value);
            default -> { }
        }
    }
}
