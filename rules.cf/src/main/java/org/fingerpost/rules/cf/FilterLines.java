package org.fingerpost.rules.cf;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** {@code Xname, S=socket}: mail filters. None are called here; what is wrong with a line is told all the same. */
final class FilterLines {

    private static final String KNOWN_FIELDS = "FST";
    private static final String TIMEOUTS = "CERS";

    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    FilterLines(Draft draft) {
        this.problems = draft.problems();
    }

    void read(LogicalLine line) {
        Fields fields = new Fields(line);
        String name = fields.name();
        if (name.isEmpty()) {
            problems.add(line.error(1, "a mail filter without a name").expecting("a name right after the X"),
                    "name required for mail filter");
            return;
        }
        String[] socket = {""};
        boolean read = fields.read(field -> {
            if (field.letter() == 'S') {
                socket[0] = field.value().strip();
            }
            field(line, name, field);
        }, (from, to) -> problems.add(line.error(from, to, "a field of filter " + name + " without an equals sign")
                .expecting("letter=value"), "X" + name + ": `=' expected"));
        if (!read) {
            return;
        }
        String objection = socket(socket[0]);
        if (objection.isEmpty() && !names.add(name)) {
            objection = "duplicate filter definition: No such file or directory";
        }
        if (objection.isEmpty()) {
            problems.add(line.error(1, "mail filters are not supported: " + name + " has no effect").asWarning());
        } else {
            problems.add(line.error(1, "mail filters are not supported: " + name + " has no effect; besides, "
                    + objection).asWarning(),
                    "X" + name + ": " + objection);
        }
    }

    private static String socket(String socket) {
        if (socket.isEmpty()) {
            return "empty or missing socket information";
        }
        int colon = socket.indexOf(':');
        String type = colon < 0 ? "local" : socket.substring(0, colon);
        if (!Set.of("local", "unix", "inet", "inet6").contains(type.toLowerCase(Locale.ROOT))) {
            return "unknown socket type " + type + ": Protocol not supported";
        }
        String address = socket.substring(colon + 1);
        if (type.toLowerCase(Locale.ROOT).startsWith("inet")) {
            int at = address.indexOf('@');
            if (at < 0) {
                return "bad address " + address + " (expected port@host)";
            }
            String port = address.substring(0, at);
            return Account.isNumber(port) || port.equals("smtp") ? "" : "unknown port name " + port;
        }
        return "";
    }

    private void field(LogicalLine line, String name, Fields.Field field) {
        if (KNOWN_FIELDS.indexOf(field.letter()) < 0) {
            problems.add(line.error(field.start(), field.end(), "filters have no field " + field.letter() + "=")
                    .expecting("one of " + KNOWN_FIELDS), "X" + name + ": unknown filter equate " + field.letter() + "=");
        } else if (field.letter() == 'T') {
            timeouts(line, name, field);
        }
    }

    private void timeouts(LogicalLine line, String name, Fields.Field field) {
        for (String timeout : field.value().split("[;,\\s]+")) {
            int colon = timeout.indexOf(':');
            if (timeout.isEmpty()) {
                continue;
            }
            if (colon < 0) {
                problems.add(line.error(field.start(), field.end(), "\"" + timeout + "\" is no timeout").expecting("letter:time"),
                        "X" + name + ", T=: `:' expected");
            } else if (TIMEOUTS.indexOf(timeout.charAt(0)) < 0) {
                problems.add(line.error(field.start(), field.end(), "filters have no timeout " + timeout.charAt(0))
                        .expecting("one of " + TIMEOUTS), "X" + name + ": unknown filter timeout " + timeout.charAt(0));
            } else if (Durations.objections(timeout.substring(colon + 1)).length > 0) {
                problems.add(line.error(field.start(), field.end(), "\"" + timeout + "\" has no time")
                        .expecting(Durations.EXPECTED),
                        Durations.objections(timeout.substring(colon + 1)));
            }
        }
    }
}
