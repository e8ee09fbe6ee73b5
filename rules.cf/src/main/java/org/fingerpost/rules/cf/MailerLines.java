package org.fingerpost.rules.cf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;

/** {@code Mname, P=path, F=flags, A=arguments}: only the first letter of a field's name counts. */
final class MailerLines {

    private static final String KNOWN_FIELDS = "ACDEFLMNPQRSTUWmr/";
    private static final Pattern RULE_SETS = Pattern.compile("(\\w+)\\s*(?:/\\s*(\\w+))?");
    private static final int MAX_MAILERS = 25;

    private final Draft draft;
    private final Set<String> defined = new LinkedHashSet<>();

    MailerLines(Draft draft) {
        this.draft = draft;
    }

    void read(LogicalLine line) {
        Fields fields = new Fields(line);
        String name = fields.name();
        if (name.isEmpty()) {
            draft.problems().error(line.where(1), "a mailer has no name; Mname, P=path, F=flags, A=arguments is expected");
            return;
        }
        defined.add(name);
        if (defined.size() > MAX_MAILERS) {
            draft.problems().error(line.where(1), "mailer \"" + name + "\" is one too many; at most " + MAX_MAILERS + " are expected");
            return;
        }
        Map<Character, String> equates = fields.read();
        boolean complete = hasAll(line, name, equates);
        if (!complete | !hasRuleSets(line, equates)) {
            return;
        }
        String path = equates.getOrDefault('P', "");
        String flags = flags(name, equates.getOrDefault('F', ""));
        List<MacroText> arguments = arguments(equates.getOrDefault('A', ""));
        List.of('P', 'A', 'F').forEach(equates::remove);
        draft.policy().mailer(new MailerDefinition(name, path, flags, arguments, equates));
    }

    private boolean hasAll(LogicalLine line, String name, Map<Character, String> equates) {
        for (char field : new char[] {'A', 'P'}) {
            if (equates.getOrDefault(field, "").isBlank()) {
                String text = "M" + name + ": " + field + "= argument required";
                draft.problems().error(line, 1, text, text);
                return false;
            }
        }
        return true;
    }

    /** Cuts what S= and R= name down to the names: as in sendmail, {@code 3x} is rule set 3. */
    private boolean hasRuleSets(LogicalLine line, Map<Character, String> equates) {
        for (char field : new char[] {'S', 'R'}) {
            String value = equates.get(field);
            if (value == null) {
                continue;
            }
            Matcher m = RULE_SETS.matcher(value);
            if (!m.lookingAt()) {
                return noRuleSet(line, value);
            }
            if (m.end() < value.length() && value.charAt(m.end()) == '/') {
                return noRuleSet(line, value.substring(m.end() + 1));
            }
            equates.put(field, number(m.group(1)) + (m.group(2) == null ? "" : "/" + number(m.group(2))));
        }
        return true;
    }

    private boolean noRuleSet(LogicalLine line, String text) {
        String words = "invalid ruleset name: \"" + text + "\"";
        draft.problems().error(line, 1, words + "; the name or number of one, or of two with a / between, is expected", words);
        return false;
    }

    private static String number(String name) {
        return Character.isDigit(name.charAt(0)) ? name.replaceFirst("\\D.*", "") : name;
    }

    private static List<MacroText> arguments(String text) {
        String unquoted = Munch.munch(text, 0, (char) 0).text();
        return Arrays.stream(unquoted.strip().split("\\s+")).filter(argument -> !argument.isEmpty()).map(MacroText::parse).toList();
    }

    /** Old configurations rely on properties of the two mailers that later became flags. */
    private String flags(String name, String written) {
        String flags = written.replaceAll("\\s", "");
        if (name.equals("local")) {
            flags += (draft.level() < 6 ? "Aw5:/|@" : "") + (draft.level() < 7 ? "q" : "");
        } else if (name.equals("prog")) {
            flags += (draft.level() < 6 ? "o" : "") + (draft.level() < 7 ? "q" : "");
        }
        flags += draft.level() < 7 && flags.indexOf('L') >= 0 ? "7" : "";
        return flags.chars().distinct().mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** The fields of one line, from left to right. */
    private final class Fields {

        private final LogicalLine line;
        private final String name;
        private int at;

        Fields(LogicalLine line) {
            this.line = line;
            this.name = text(1).strip();
        }

        String name() {
            return name;
        }

        /** The text up to the next comma that is not quoted; where it ended is where the next field begins. */
        private String text(int from) {
            at = Munch.munch(line.text(), from, ',').end();
            return line.text().substring(from, at);
        }

        Map<Character, String> read() {
            Map<Character, String> fields = new HashMap<>();
            while (at < line.text().length()) {
                int start = at + 1;
                while (start < line.text().length() && LogicalLine.isSpace(line.text().charAt(start))) {
                    start++;
                }
                field(fields, start, text(start));
            }
            return fields;
        }

        private void field(Map<Character, String> fields, int start, String field) {
            int equals = field.indexOf('=');
            if (field.isBlank()) {
                return;
            }
            char letter = key(field.charAt(0));
            if (equals < 1) {
                draft.problems().error(line.where(start), "\"" + CfReading.abridged(field) + "\" is no field; letter=value is expected");
            } else if (KNOWN_FIELDS.indexOf(letter) < 0) {
                draft.problems().error(line, start, "unknown mailer equate " + field.charAt(0) + "=; one of "
                        + KNOWN_FIELDS + " is expected", "M" + name + ": unknown mailer equate " + field.charAt(0) + "=");
            } else {
                fields.put(letter, field.substring(equals + 1).strip());
            }
        }

        private char key(char letter) {
            return letter == 'r' || letter == 'm' ? letter : Character.toUpperCase(letter);
        }
    }
}
