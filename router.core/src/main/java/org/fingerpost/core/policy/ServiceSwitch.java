package org.fingerpost.core.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.api.unix.SafeFile;
import org.fingerpost.api.unix.SteeringFile;
import org.fingerpost.api.unix.Trusted;

/**
 * The file that the option {@code ServiceSwitchFile} names: on each line a service and where to look for it, in order
 * ({@code aliases files nis}). Sendmail's Installation and Operation Guide §5.6.
 */
final class ServiceSwitch {

    private static final int MAX_LINES = 10_000;

    private final Path file;
    private final FileSafety safety;
    private final Path directory;

    /** @param directory of the policy: the file may belong to whom it belongs to */
    ServiceSwitch(Path file, FileSafety safety, Path directory) {
        this.file = file;
        this.safety = safety;
        this.directory = directory;
    }

    /**
     * Where to look for {@code service}; empty if the file has no line for it.
     *
     * @throws IOException if the file cannot be read, or must not be
     */
    Optional<List<String>> sources(String service) throws IOException {
        try (SafeFile opened = safety.open(SteeringFile.SERVICE_SWITCH, file, Trusted.ofPolicy(directory));
                BufferedReader reader = new BufferedReader(new InputStreamReader(opened.in(), StandardCharsets.ISO_8859_1))) {
            String line = reader.readLine();
            for (int n = 0; line != null && n < MAX_LINES; n++, line = reader.readLine()) {
                List<String> words = words(line);
                if (!words.isEmpty() && words.get(0).equals(service)) {
                    return Optional.of(words.subList(1, words.size()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>(List.of(line.replaceFirst("#.*", "").strip().split("\\s+")));
        words.remove("");
        return words;
    }

    /** The name of the file. */
    @Override
    public String toString() {
        return file.toString();
    }
}
