package org.fingerpost.rules.cf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A recorded test of an address.
 *
 * @param cf       the configuration
 * @param before   commands given before
 * @param command  rule sets and an address: {@code 3,0 a@b}
 * @param ruleSets what the outermost rule sets gave, one line each: name, tab, tokens
 */
record Vector(String id, String cf, List<String> before, String command, List<String> ruleSets) {

    /** Those of a file that are about rule sets. */
    static List<Vector> read(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(Json::object).map(Vector::of).filter(v -> !v.command.isEmpty() && "/=$.".indexOf(v.command.charAt(0)) < 0)
                    .collect(Collectors.toList());
        }
    }

    @SuppressWarnings("unchecked")
    private static Vector of(Map<String, Object> json) {
        Map<String, Object> result = (Map<String, Object>) json.get("result");
        List<List<String>> ruleSets = (List<List<String>>) result.getOrDefault("rulesets", List.of());
        return new Vector((String) json.get("id"), (String) json.get("cf"), (List<String>) json.getOrDefault("pre", List.of()),
                (String) json.get("cmd"), ruleSets.stream().map(r -> r.get(0) + "\t" + r.get(1)).toList());
    }
}
