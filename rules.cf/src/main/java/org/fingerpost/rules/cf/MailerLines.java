package org.fingerpost.rules.cf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Problem;

/** {@code Mname, P=path, F=flags, A=arguments}. */
final class MailerLines {

    private static final String KNOWN_FIELDS = "ACDEFLMNPQRSTUWmr/";
    private static final int MAX_MAILERS = 25;
    /** Those that are there without a line. */
    private static final Set<String> GIVEN = Set.of("prog", "*file*", "*include*");

    private final Draft draft;
    private final Problems problems;
    private final Set<String> defined = new LinkedHashSet<>(GIVEN);

    MailerLines(Draft draft) {
        this.draft = draft;
        this.problems = draft.problems();
    }

    void read(LogicalLine line) {
        Fields fields = new Fields(line);
        if (fields.name().isEmpty()) {
            problems.add(line.error(1, "a mailer without a name").expecting("a name right after the M"),
                    "name required for mailer");
            return;
        }
        One mailer = new One(line, Sign.source(fields.name()));
        if (fields.read(mailer::field, mailer::noEquals) && mailer.isComplete()) {
            mailer.define();
        }
    }

    /** One line. */
    private final class One {

        private final LogicalLine line;
        private final String name;
        private final Map<Character, String> equates = new HashMap<>();
        private boolean dropped;

        One(LogicalLine line, String name) {
            this.line = line;
            this.name = name;
        }

        void noEquals(int from, int to) {
            problems.add(line.error(from, to, "a field of mailer " + name + " without an equals sign").expecting("letter=value")
                    .hinting("Commas separate the fields; one inside of a value is quoted."), "mailer " + name
                            + ": `=' expected");
        }

        void field(Fields.Field field) {
            if (dropped) {
                return;
            }
            String value = field.value();
            switch (field.letter()) {
                case 'S', 'R' -> ruleSets(field);
                case 'U' -> user(field, value.strip());
                case 'W' -> {
                    String[] objections = Durations.objections(value);
                    if (objections.length > 0) {
                        add(wrong(field, "\"" + value.strip() + "\" is no time").expecting(Durations.EXPECTED), objections);
                    }
                    put(field, value);
                }
                case 'C', 'D', '/', 'E' -> {
                    if (value.isEmpty()) {
                        add(wrong(field, "field " + field.letter() + "= is empty").expecting(what(field.letter())),
                                "mailer " + name + ": null " + what(field.letter()));
                    } else {
                        put(field, value);
                    }
                }
                case 'Q' -> queue(field, value);
                default -> {
                    if (KNOWN_FIELDS.indexOf(field.letter()) < 0) {
                        add(line.error(field.start(), field.end(), "mailers have no field "
                                + Sign.printed(String.valueOf(field.letter())) + "=")
                                .expecting("one of " + KNOWN_FIELDS), "M" + name + ": unknown mailer equate "
                                        + field.letter() + "=");
                    } else {
                        put(field, value);
                    }
                }
            }
        }

        private static String what(char letter) {
            return switch (letter) {
                case 'C' -> "charset";
                case 'D' -> "working directory";
                case '/' -> "root directory";
                default -> "end-of-line string";
            };
        }

        private void put(Fields.Field field, String value) {
            // What sendmail hands on or prints as it stands keeps the blanks after it.
            equates.put(field.letter(), field.letter() == 'A' ? value : Sign.source("CET".indexOf(field.letter()) >= 0
                    ? value : value.strip()));
        }

        private Problem wrong(Fields.Field field, String message) {
            return line.error(field.start(), field.end(), message);
        }

        private void add(Problem problem, String... words) {
            problems.add(problem, words);
        }

        private void queue(Fields.Field field, String value) {
            if (value.isEmpty()) {
                add(wrong(field, "field Q= is empty").expecting("the name of a queue group"), "mailer " + name + ": null queue");
            } else if (!draft.hasQueue(value)) {
                add(wrong(field, "there is no queue group " + value.strip()).asWarning(), "mailer " + name
                        + ": unknown queue " + value);
            } else {
                put(field, value);
            }
        }

        /** Cuts what S= and R= name down to the names: as in sendmail, {@code 3x} is rule set 3. */
        private void ruleSets(Fields.Field field) {
            RuleSetNames.Named first = RuleSetNames.scan(field.value(), 0);
            RuleSetNames.Named second = first;
            if (first.objection().isEmpty() && first.end() < field.value().length() && field.value().charAt(first.end()) == '/') {
                second = RuleSetNames.scan(field.value(), first.end() + 1);
            }
            String objection = first.objection().isEmpty() ? second.objection() : first.objection();
            if (!objection.isEmpty()) {
                dropped = true;
                add(wrong(field, "\"" + field.value() + "\" names no rule set")
                        .expecting("the name or number of one, or of two with a / between,"), objection);
            } else {
                draft.enterRuleSet(first.name());
                draft.enterRuleSet(second.name());
                equates.put(field.letter(), first == second ? first.name() : first.name() + "/" + second.name());
            }
        }

        private void user(Fields.Field field, String value) {
            String objection = value.isEmpty() || ":./".indexOf(value.charAt(0)) >= 0 ? "null user name"
                    : Account.objection(value.replaceFirst("\\s+.", ":"), draft.accounts());
            if (objection.equals("null user name")) {
                add(wrong(field, "field U= names no user").expecting("a user, or user:group"), "mailer " + name
                        + ": null user name");
            } else if (!objection.isEmpty()) {
                add(wrong(field, objection).expecting("a name or number that this machine knows"),
                        "readcf: mailer U= flag: " + objection);
            } else {
                put(field, value);
            }
        }

        boolean isComplete() {
            if (dropped) {
                return false;
            }
            String path = equates.getOrDefault('P', "");
            List<MacroText> arguments = arguments(equates.getOrDefault('A', ""));
            boolean ipc = path.equals("[IPC]");
            String objection = arguments.isEmpty() ? "A= argument required"
                    : path.isEmpty() ? "P= argument required"
                    : path.equals("[TCP]") ? "P=[TCP] must be replaced by P=[IPC]"
                    : ipc && arguments.size() < 2 ? "too few parameters for [IPC] mailer"
                    : path.equals("[FILE]") && !arguments.get(0).source().equals("FILE")
                            ? "first argument in [FILE] mailer must be FILE" : "";
            if (!objection.isEmpty()) {
                add(line.error(1, "mailer " + name + ": " + objection).hinting(hint(objection)), "M" + name + ": " + objection);
                return false;
            }
            if (ipc && !Set.of("TCP", "FILE").contains(arguments.get(0).source())) {
                String words = "first argument in [IPC] mailer must be TCP or FILE";
                problems.add(line.error(1, "mailer " + name + ": " + words).asWarning().printedAs("M" + name
                        + ": Warning: " + words));
            }
            return true;
        }

        private String hint(String objection) {
            return objection.startsWith("A=") ? "A= gives the arguments, the name of the program first."
                    : objection.startsWith("P= ") ? "P= gives the path of a program, or [IPC] for SMTP."
                    : objection.startsWith("too few") ? "A=TCP $h is usual." : "";
        }

        void define() {
            if (defined.size() >= MAX_MAILERS) {
                add(line.error(1, "mailer " + name + " is one too many").expecting("at most " + MAX_MAILERS),
                        "too many mailers defined (" + MAX_MAILERS + " max)");
                return;
            }
            defined.add(name.toLowerCase(Locale.ROOT)); // names are found whatever their case
            String path = equates.get('P');
            String flags = flags(equates.getOrDefault('F', ""));
            List<MacroText> arguments = arguments(equates.get('A'));
            List.of('P', 'A', 'F').forEach(equates::remove);
            draft.policy().mailer(new MailerDefinition(name, path, flags, arguments, equates));
        }

        /** Old configurations rely on properties of the two mailers that later became flags. */
        private String flags(String written) {
            String flags = written.replaceAll("[^!-~]", "").replace("$", "");
            if (name.equals("local")) {
                flags += (draft.level() < 6 ? "Aw5:/|@" : "") + (draft.level() < 7 ? "q" : "");
            } else if (name.equals("prog")) {
                flags += (draft.level() < 6 ? "o" : "") + (draft.level() < 7 ? "q" : "");
            }
            flags += draft.level() < 2 && flags.indexOf('L') >= 0 ? "7" : "";
            return flags.chars().distinct().mapToObj(Character::toString).collect(Collectors.joining());
        }
    }

    private static List<MacroText> arguments(String text) {
        return Arrays.stream(text.strip().split("\\s+")).filter(argument -> !argument.isEmpty())
                .map(argument -> MacroText.parse(Sign.source(argument))).toList();
    }
}
