package org.fingerpost.rules.cf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;

/** {@code Mname, P=path, F=flags, A=arguments}: only the first letter of a field's name counts. */
final class MailerLines {

    private static final String KNOWN_FIELDS = "ACDEFLMNPQRSTUWr/";
    private static final int MAX_MAILERS = 25;

    private final Draft draft;
    private final Set<String> defined = new LinkedHashSet<>();

    MailerLines(Draft draft) {
        this.draft = draft;
    }

    void read(LogicalLine line) {
        Fields fields = new Fields(line);
        String name = fields.text(1).strip();
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
        require(line, name, equates, 'P');
        require(line, name, equates, 'A');
        String path = equates.getOrDefault('P', "");
        String flags = flags(name, equates.getOrDefault('F', ""));
        List<MacroText> arguments = arguments(equates.getOrDefault('A', ""));
        List.of('P', 'A', 'F').forEach(equates::remove);
        draft.policy().mailer(new MailerDefinition(name, path, flags, arguments, equates));
    }

    private void require(LogicalLine line, String name, Map<Character, String> equates, char field) {
        if (equates.getOrDefault(field, "").isBlank()) {
            draft.problems().error(line.where(1), "M" + name + ": " + field + "= argument required");
        }
    }

    private static List<MacroText> arguments(String text) {
        return Arrays.stream(text.strip().split("\\s+")).filter(argument -> !argument.isEmpty()).map(MacroText::parse).toList();
    }

    /** Old configurations rely on properties of the two mailers that later became flags. */
    private String flags(String name, String written) {
        String flags = written.replaceAll("\\s", "");
        if (name.equals("local")) {
            flags += (draft.level() < 6 ? "Aw5:/|@" : "") + (draft.level() < 7 ? "q" : "");
        } else if (name.equals("prog")) {
            flags += (draft.level() < 6 ? "o" : "") + (draft.level() < 7 ? "q" : "");
        }
        return flags.chars().distinct().mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** The fields of one line, from left to right. */
    private final class Fields {

        private final LogicalLine line;
        private int at;

        Fields(LogicalLine line) {
            this.line = line;
        }

        /** The text up to the next comma that is not quoted; where it ended is where the next field begins. */
        String text(int from) {
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
                draft.problems().error(line.where(start), "unknown mailer equate " + field.charAt(0) + "=; one of "
                        + KNOWN_FIELDS + " is expected");
            } else {
                fields.put(letter, field.substring(equals + 1).strip());
            }
        }

        private char key(char letter) {
            return letter == 'r' ? letter : Character.toUpperCase(letter);
        }
    }
}
