package org.fingerpost.rules.cf;

import java.util.List;

/** {@code Oxvalue} with names of one letter, and {@code O Name=value} with long ones. */
final class OptionLines {

    private static final String QUEUE_TIMEOUT = "QueueTimeout";

    private final Draft draft;

    OptionLines(Draft draft) {
        this.draft = draft;
    }

    void read(LogicalLine line) {
        String rest = line.rest();
        if (rest.startsWith(" ") || rest.startsWith("\t")) {
            longName(line, rest.substring(1));
        } else {
            letter(line, rest);
        }
    }

    private void letter(LogicalLine line, String rest) {
        if (rest.isEmpty()) {
            draft.problems().error(line, 0, "an option has no name; a letter, or a blank and a long name, is expected",
                    "readcf: unknown option name 0x0");
            return;
        }
        OptionNames.ofLetter(rest.charAt(0)).ifPresentOrElse(name -> set(name, "", rest.substring(1).strip()),
                () -> unknown(line, rest.substring(0, 1), ""));
    }

    private void longName(LogicalLine line, String rest) {
        int equals = rest.indexOf('=');
        String written = equals < 0 ? rest : rest.substring(0, equals);
        String value = equals < 0 ? "" : rest.substring(equals + 1).strip();
        int dot = written.indexOf('.');
        String sub = dot < 0 ? "" : written.substring(dot);
        String name = dot < 0 ? written : written.substring(0, dot);
        List<String> candidates = OptionNames.startingWith(name);
        if (candidates.size() != 1) {
            unknown(line, written, candidates.size() > 1 ? " (is it one of " + String.join(", ", candidates) + "?)" : "");
            return;
        }
        if (candidates.get(0).length() != name.length()) {
            draft.problems().warning(line.where(2), "option " + name + " is taken for " + candidates.get(0));
        }
        set(candidates.get(0), sub, value);
    }

    private void set(String name, String sub, String value) {
        if (!name.equals(QUEUE_TIMEOUT)) {
            draft.option(name + sub, value);
            return;
        }
        String[] parts = value.split("/", 2); // the old way to give both at once: return/warn
        draft.option("Timeout.queuereturn", parts[0].strip());
        if (parts.length > 1) {
            draft.option("Timeout.queuewarn", parts[1].strip());
        }
    }

    private void unknown(LogicalLine line, String name, String hint) {
        String text = "unknown option name " + name.stripTrailing();
        draft.problems().warning(line, 1, text + hint + "; the line has no effect", "readcf: " + text);
    }
}
