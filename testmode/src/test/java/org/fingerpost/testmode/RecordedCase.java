package org.fingerpost.testmode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** What the recorder typed between two commands. */
    private static final String RECORDERS_MARK = "/zz-mark";

    /** Those of a file. */
    static List<RecordedCase> read(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(Json::object).map(RecordedCase::of).toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static RecordedCase of(Map<String, Object> json) {
        String id = (String) json.get("id");
        if (json.containsKey("cftext")) {
            List<String> typed = (List<String>) json.get("cmds");
            List<String> outputs = json.containsKey("raw") ? untilItDied((String) json.get("raw"))
                    : (List<String>) json.getOrDefault("outs", List.of());
            return new RecordedCase(id, "load", (String) json.get("cftext"), Optional.of((String) json.get("load")),
                    json.containsKey("raw") ? typed.subList(0, outputs.size()) : typed, outputs,
                    Optional.ofNullable(json.get("exit")).map(String::valueOf));
        }
        List<String> commands = new ArrayList<>((List<String>) json.getOrDefault("pre", List.of()));
        commands.add((String) json.get("cmd"));
        return new RecordedCase(id, (String) json.get("tag"), (String) json.get("cf"), Optional.empty(), commands,
                List.of((String) json.get("out")), Optional.empty());
    }

    /**
     * Sendmail died of an assertion while it ran a rule: what it printed for the commands before counts, the place in its source
     * not.
     */
    private static List<String> untilItDied(String everything) {
        String[] parts = everything.split("> " + Pattern.quote(unknown(RECORDERS_MARK)), -1);
        return Stream.of(parts).limit(parts.length - 1L).map(part -> part.substring("> ".length())).toList();
    }

    static String unknown(String command) {
        return "Unknown \"/\" command " + command + "\n";
    }

    boolean hasOwnPolicy() {
        return load.isPresent();
    }

    /** A class is shown in any order. */
    static boolean isUnordered(String command) {
        return command.startsWith("$=");
    }
}
