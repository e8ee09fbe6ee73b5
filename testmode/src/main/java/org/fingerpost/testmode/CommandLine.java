package org.fingerpost.testmode;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says to this mode. Other options of sendmail are taken and have no effect here.
 *
 * @param policy    the file to read; empty if neither the line nor an instance says
 * @param directory that relative names in it count from
 * @param debug     what {@code -d} asks for
 */
record CommandLine(Optional<Path> policy, Path directory, DebugLevels debug) {

    private static final String WITH_VALUE = "ABbCDFfhLMNOopqrRVX";
    private static final String POLICY = "--policy";

    /** @param base of the instance; null if nobody said which one */
    static CommandLine read(List<String> words, String base) {
        Path directory = Path.of(base == null ? "" : base).toAbsolutePath();
        String file = null;
        DebugLevels debug = new DebugLevels();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if (word.equals(POLICY)) {
                file = next;
                i++;
            } else if (word.startsWith("-d")) {
                debug.set(word.substring(2));
            } else if (word.startsWith("-C")) {
                file = word.length() > 2 ? word.substring(2) : next;
                i += word.length() > 2 ? 0 : 1;
            } else if (word.length() == 2 && word.charAt(0) == '-' && WITH_VALUE.indexOf(word.charAt(1)) >= 0) {
                i++;
            }
        }
        if (file == null && (base == null || base.isEmpty())) {
            return new CommandLine(Optional.empty(), directory, debug);
        }
        return new CommandLine(Optional.of(file == null ? directory.resolve("etc/sendmail.cf") : Path.of(file)), directory, debug);
    }
}
