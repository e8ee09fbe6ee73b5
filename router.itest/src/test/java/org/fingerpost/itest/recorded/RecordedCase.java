package org.fingerpost.itest.recorded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * A case: runs of the program {@code sendmail} under one policy, and what was recorded. All text is octets.
 *
 * @param files paths and what is there before the first step
 */
record RecordedCase(String id, String name, String policy, Map<String, File> files, List<Step> steps) {

    /** Where there is such a file, {@code newaliases} came first. */
    private static final String ALIASES = "/etc/mail/aliases";

    /** @param mode octal; empty if it does not matter */
    record File(String text, String mode) {
    }

    /** @param smtp lines of a client, in place of standard input; empty if there are none */
    record Step(List<String> arguments, List<String> environment, String input, List<String> smtp, Result expected) {
    }

    /** What one step gives. */
    record Result(int status, String output, String error, List<MailerRun> runs) {
    }

    /** Whether who runs it makes no difference. */
    boolean namesSenders() {
        return steps.stream().allMatch(step -> step.arguments().stream().anyMatch(argument -> argument.matches("-[frb].*")));
    }

    /** All cases of a file, one a line. */
    static List<RecordedCase> read(Path file) throws IOException {
        List<RecordedCase> cases = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            JsonObject object = JsonParser.parseString(line).getAsJsonObject();
            cases.add(of(object.getAsJsonObject("case"), object.getAsJsonObject("expect")));
        }
        return cases;
    }

    private static RecordedCase of(JsonObject input, JsonObject expected) {
        Map<String, File> files = files(input);
        JsonArray inputs = input.getAsJsonArray("steps");
        JsonArray results = expected.getAsJsonArray("steps");
        List<Step> steps = new ArrayList<>();
        if (files.containsKey(ALIASES)) {
            steps.add(new Step(List.of("-bi"), List.of(), "", List.of(), result(results.get(0).getAsJsonObject())));
        }
        for (JsonElement each : inputs) {
            JsonObject step = each.getAsJsonObject();
            JsonObject result = results.get(steps.size()).getAsJsonObject();
            steps.add(new Step(strings(step, "args"), environment(step), text(step, "stdin"), strings(step, "smtp"),
                    result(result)));
        }
        return new RecordedCase(text(input, "id"), text(input, "name"), text(input, "cf"), files, steps);
    }

    private static List<String> environment(JsonObject step) {
        return !step.has("env") ? List.of() : step.getAsJsonObject("env").entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue().getAsString()).toList();
    }

    private static Map<String, File> files(JsonObject input) {
        Map<String, File> files = new LinkedHashMap<>();
        if (input.has("files")) {
            input.getAsJsonObject("files").entrySet().forEach(entry -> files.put(entry.getKey(), file(entry.getValue())));
        }
        return files;
    }

    private static File file(JsonElement value) {
        return value.isJsonObject() ? new File(text(value.getAsJsonObject(), "data"), text(value.getAsJsonObject(), "mode"))
                : new File(value.getAsString(), "");
    }

    private static Result result(JsonObject result) {
        List<MailerRun> runs = new ArrayList<>();
        for (JsonElement each : result.getAsJsonArray("mailer_runs")) {
            JsonObject run = each.getAsJsonObject();
            runs.add(Norm.run(new MailerRun(strings(run, "argv"), strings(run, "env"), text(run, "stdin"))));
        }
        return new Result(result.get("rc").getAsInt(), text(result, "stdout"), text(result, "stderr"), runs);
    }

    private static List<String> strings(JsonObject object, String name) {
        JsonArray array = object.has(name) ? object.getAsJsonArray(name) : new JsonArray();
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) && !object.get(name).isJsonNull() ? object.get(name).getAsString() : "";
    }
}
