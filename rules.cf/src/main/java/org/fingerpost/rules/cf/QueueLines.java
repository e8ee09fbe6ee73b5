package org.fingerpost.rules.cf;

/** {@code Qname, P=path}: queue groups. There is one queue here, so they have no effect; what is wrong with them is told. */
final class QueueLines {

    private static final String KNOWN_FIELDS = "FIJNPRr";

    private final Draft draft;
    private final Problems problems;

    QueueLines(Draft draft) {
        this.draft = draft;
        this.problems = draft.problems();
    }

    void read(LogicalLine line) {
        if (line.text().length() == 1) {
            problems.add(line.error(0, "a queue group without a name").expecting("a name"), "name required for queue");
            return;
        }
        Fields fields = new Fields(line);
        String name = fields.name();
        boolean read = fields.read(field -> field(line, name, field), (from, to) ->
                problems.add(line.error(from, to, "a field of queue group " + name + " without an equals sign")
                        .expecting("letter=value"),
                        "queue " + name + ": `=' expected"));
        if (!read) {
            return;
        }
        Runners runners = runners(line, name);
        if (!draft.hasOption("QueueDirectory") && !runners.hasPath()) {
            problems.add(line.error(1, "queue group " + name + " has no effect: there is one queue for all mail").asWarning(),
                    "QueueDir must be defined before queue groups");
        } else {
            draft.queue(name);
            problems.add(runners.warning().isEmpty() ? line.error(1, "queue group " + name
                    + " has no effect: there is one queue for all mail").asWarning()
                    : line.error(1, "queue group " + name + " has no effect: there is one queue for all mail").asWarning()
                            .printedAs(runners.warning()));
        }
    }

    /** What sendmail says of several runners that are not forked. */
    private record Runners(String warning, boolean hasPath) {
    }

    private static Runners runners(LogicalLine line, String name) {
        String[] found = new String[] {"", "", ""};
        new Fields(line).read(field -> {
            if (field.letter() == 'R') {
                found[0] = field.value().strip();
            } else if (field.letter() == 'F') {
                found[1] = field.value();
            } else if (field.letter() == 'P') {
                found[2] = field.value();
            }
        }, (from, to) -> { });
        boolean several = OptionChecks.leadingNumber(found[0]) > 1 && found[1].indexOf('f') < 0;
        return new Runners(several ? "Warning: Q=" + name + ": R=" + OptionChecks.leadingNumber(found[0])
                + ": multiple queue runners specified\n\tbut flag 'f' is not set" : "", !found[2].isEmpty());
    }

    private void field(LogicalLine line, String name, Fields.Field field) {
        if (KNOWN_FIELDS.indexOf(field.letter()) < 0) {
            problems.add(line.error(field.start(), field.end(), "queue groups have no field " + field.letter() + "=")
                    .expecting("one of " + KNOWN_FIELDS), "Q" + name + ": unknown queue equate " + field.letter() + "=");
        } else if (field.letter() == 'P' && field.value().isEmpty()) {
            problems.add(line.error(field.start(), field.end(), "field P= is empty").expecting("a path"),
                    "queue " + name + ": empty path name");
        } else if (field.letter() == 'I' && Durations.objections(field.value()).length > 0) {
            problems.add(line.error(field.start(), field.end(), "\"" + field.value() + "\" is no time")
                    .expecting(Durations.EXPECTED),
                    Durations.objections(field.value()));
        }
    }
}
