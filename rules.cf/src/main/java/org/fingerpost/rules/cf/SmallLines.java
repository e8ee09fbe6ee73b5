package org.fingerpost.rules.cf;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.MacroText;

/** The lines that are read in a few words: V, P, E, D, and those that have no meaning here. */
final class SmallLines {

    private static final Pattern VERSION = Pattern.compile("\\s*(\\d{1,3})\\s*(?:/\\s*(\\S+))?.*", Pattern.DOTALL);
    private static final Pattern PRECEDENCE = Pattern.compile("\\s*([^=\\s]+)\\s*=\\s*(-?\\d{1,9})\\s*");
    private static final int NEWEST_LEVEL = 10;
    /** Before this level three macros are what later became options. */
    private static final int OPTIONS_LEVEL = 7;

    private final Draft draft;

    SmallLines(Draft draft) {
        this.draft = draft;
    }

    /** {@code V10/Berkeley}. */
    void version(LogicalLine line) {
        Matcher m = VERSION.matcher(line.rest());
        if (!m.matches()) {
            draft.problems().error(line.where(1), "\"" + line.rest() + "\" is no level; a number up to " + NEWEST_LEVEL + " is expected");
            return;
        }
        int level = Integer.parseInt(m.group(1));
        if (level > NEWEST_LEVEL) {
            draft.problems().warning(line.where(1), "level " + level + " is not known; it is read as level " + NEWEST_LEVEL);
        }
        if (m.group(2) != null && !m.group(2).equalsIgnoreCase("Berkeley")) {
            draft.problems().error(line, m.start(2) + 1, "invalid V line vendor code: \"" + m.group(2) + "\"; Berkeley is expected",
                    "invalid V line vendor code: \"" + m.group(2) + "\"");
        }
        draft.level(level);
    }

    /** {@code Pbulk=-60}. */
    void precedence(LogicalLine line) {
        Matcher m = PRECEDENCE.matcher(line.rest());
        if (m.matches()) {
            draft.policy().precedence(m.group(1), Integer.parseInt(m.group(2)));
        } else {
            draft.problems().error(line, 1, "\"" + line.rest() + "\" is no precedence; name=number is expected",
                    CfReading.unknownLine(line));
        }
    }

    /** {@code EPATH=/bin}. */
    void environment(LogicalLine line) {
        draft.policy().environment(line.rest());
    }

    /** {@code Dxvalue} and {@code D{Name}value}. */
    void macro(LogicalLine line) {
        Names.required(line, draft.problems()).ifPresent(name -> {
            String value = Munch.munch(line.text(), name.end(), (char) 0).text();
            draft.policy().macro(name.name(), MacroText.parse(value));
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

    void unsupported(LogicalLine line) {
        String message = "\"" + CfReading.abridged(line.text()) + "\" is not supported and has no effect";
        Optional<String> objection = objection(line);
        if (objection.isPresent()) {
            draft.problems().warning(line, 1, message, objection.get());
        } else {
            draft.problems().warning(line.where(1), message);
        }
    }

    /** What sendmail, which supports these lines, would say against this one. */
    private Optional<String> objection(LogicalLine line) {
        if (line.kind() == 'Q' && !draft.hasOption("QueueDirectory")) {
            return Optional.of("QueueDir must be defined before queue groups");
        }
        return line.kind() == 'X' && line.text().indexOf(',') < 0
                ? Optional.of(line.text() + ": empty or missing socket information") : Optional.empty();
    }
}
