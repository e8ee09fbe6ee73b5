package org.fingerpost.rules.cf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded test of an address.
 *
 * @param cf      the configuration
 * @param before  commands given before
 * @param command {@code 3,0 a@b} or {@code /parse a@b}
 * @param output  what was printed
 * @param result  what was made of the output: {@code cracked}, {@code mailer}, {@code host}, {@code user}
 */
record Vector(String id, String cf, List<String> before, String command, String output, Map<String, Object> result) {

    private static final String PARSE = "/parse ";
    private static final Pattern MAP = Pattern.compile("/map (\\S+) (.+)");
    private static final Pattern ANSWER = Pattern.compile("(?s).* returns (.*) \\(0\\)\n");

    /** Those of a file that are about rule sets, tables or whole addresses. */
    static List<Vector> read(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(Json::object).map(Vector::of).filter(v -> v.isParse() || v.isRuleSets() || v.isMap()).toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static Vector of(Map<String, Object> json) {
        return new Vector((String) json.get("id"), (String) json.get("cf"), (List<String>) json.getOrDefault("pre", List.of()),
                (String) json.get("cmd"), (String) json.get("out"), (Map<String, Object>) json.getOrDefault("result", Map.of()));
    }

    boolean isParse() {
        return command.startsWith(PARSE);
    }

    boolean isRuleSets() {
        return "/=$.".indexOf(command.charAt(0)) < 0;
    }

    boolean isMap() {
        return MAP.matcher(command).matches();
    }

    /** The table that a map command asks. */
    String table() {
        return MAP.matcher(command).replaceFirst("$1");
    }

    String key() {
        return MAP.matcher(command).replaceFirst("$2");
    }

    /** What the table gave; empty if there was nothing, for now or for good. */
    Optional<String> answer() {
        Matcher answer = ANSWER.matcher(output);
        return answer.matches() ? Optional.of(answer.group(1)) : Optional.empty();
    }

    /** The address of a parse command. */
    String address() {
        return command.substring(PARSE.length()).strip();
    }

    String field(String name) {
        return (String) result.getOrDefault(name, "");
    }
}
