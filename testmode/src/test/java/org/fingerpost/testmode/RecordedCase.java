package org.fingerpost.testmode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sendmail printed for some commands.
 *
 * @param policy   the name of a configuration, or its text
 * @param load     what was printed while the configuration was read; empty if nobody noted it
 * @param commands in order
 * @param outputs  of the last of the commands
 * @param exit     the status if it ended while it read the configuration
 */
record RecordedCase(String id, String tag, String policy, Optional<String> load, List<String> commands, List<String> outputs,
        Optional<String> exit) {

    /** Those of a file that ended as they should: not those at which sendmail died. */
    static List<RecordedCase> read(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(Json::object).filter(json -> !json.containsKey("raw"))
                    .map(RecordedCase::of).toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static RecordedCase of(Map<String, Object> json) {
        String id = (String) json.get("id");
        if (json.containsKey("cftext")) {
            return new RecordedCase(id, "load", (String) json.get("cftext"), Optional.of((String) json.get("load")),
                    (List<String>) json.get("cmds"), (List<String>) json.getOrDefault("outs", List.of()),
                    Optional.ofNullable(json.get("exit")).map(String::valueOf));
        }
        List<String> commands = new ArrayList<>((List<String>) json.getOrDefault("pre", List.of()));
        commands.add((String) json.get("cmd"));
        return new RecordedCase(id, (String) json.get("tag"), (String) json.get("cf"), Optional.empty(), commands,
                List.of((String) json.get("out")), Optional.empty());
    }

    boolean hasOwnPolicy() {
        return load.isPresent();
    }

    /** A class is shown in any order. */
    static boolean isUnordered(String command) {
        return command.startsWith("$=");
    }
}
