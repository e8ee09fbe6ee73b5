package org.fingerpost.user.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process may set its limits to at most, as Linux shows it in {@code /proc/self/limits}.
 *
 * @param byResource by the names that prlimit(1) has; what is not in it has no limit
 */
record HardLimits(Map<String, Long> byResource) {

    static final HardLimits NONE = new HardLimits(Map.of());

    private static final Map<String, String> RESOURCES = Map.of("Max cpu time", "cpu", "Max processes", "nproc",
            "Max file size", "fsize", "Max address space", "as");
    private static final Pattern LINE = Pattern.compile("(Max [a-z ]+?) {2,}(\\S+) +(\\d+)\\b.*");

    HardLimits {
        byResource = Map.copyOf(byResource);
    }

    static HardLimits read(Path file) throws IOException {
        Map<String, Long> limits = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && RESOURCES.containsKey(matcher.group(1))) {
                limits.put(RESOURCES.get(matcher.group(1)), Long.parseLong(matcher.group(3)));
            }
        }
        return new HardLimits(limits);
    }

    long of(String resource) {
        return byResource.getOrDefault(resource, Long.MAX_VALUE);
    }
}
