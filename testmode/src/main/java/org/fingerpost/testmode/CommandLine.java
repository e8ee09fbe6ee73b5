package org.fingerpost.testmode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says to these modes. Other options of sendmail are taken and have no effect here; options that it does
 * not have are an error.
 *
 * @param mode      the letter after {@code -b}; the last one counts
 * @param policy    the file to read; empty if neither the line nor an instance says
 * @param directory that relative names in it count from
 * @param debug     what {@code -d} asks for
 * @param addresses what follows the options
 * @param objection the first option that sendmail does not have; empty if all are known
 */
record CommandLine(String mode, Optional<Path> policy, Path directory, DebugLevels debug, List<String> addresses,
        String objection) {

    static final String VERIFY = "v";
    static final String REBUILD = "i";

    private static final String WITH_VALUE = "ABbCDFfhLMNOopqrRVX";
    private static final String WITH_VALUE_IN_WORD = "de";
    private static final String WITHOUT_VALUE = "GiIjmnsStTUv";

    /** @param base of the instance; null if nobody said which one */
    static CommandLine read(List<String> words, String base) {
        return new Reading(words).read(base);
    }

    /** One pass over the words. */
    private static final class Reading {

        private final List<String> words;
        private final DebugLevels debug = new DebugLevels();
        private String mode = "t";
        private String file;
        private String objection = "";
        private int at;

        Reading(List<String> words) {
            this.words = words;
        }

        CommandLine read(String base) {
            while (at < words.size() && words.get(at).startsWith("-") && !words.get(at).equals("--")) {
                word(words.get(at++));
            }
            List<String> addresses = new ArrayList<>(words.subList(at, words.size()));
            addresses.remove("--");
            Path directory = Path.of(base == null ? "" : base).toAbsolutePath();
            Optional<Path> policy = file != null ? Optional.of(Path.of(file))
                    : base == null || base.isEmpty() ? Optional.empty() : Optional.of(directory.resolve("etc/sendmail.cf"));
            return new CommandLine(mode, policy, directory, debug, addresses, objection);
        }

        /** Letters in a row, up to one with a value. */
        private void word(String word) {
            if (word.startsWith("--")) {
                object(word);
                return;
            }
            for (int i = 1; i < word.length(); i++) {
                char option = word.charAt(i);
                String rest = word.substring(i + 1);
                if (WITH_VALUE_IN_WORD.indexOf(option) >= 0) {
                    take(option, rest);
                    return;
                }
                if (WITH_VALUE.indexOf(option) >= 0) {
                    take(option, rest.isEmpty() && at < words.size() ? words.get(at++) : rest);
                    return;
                }
                if (WITHOUT_VALUE.indexOf(option) < 0) {
                    object("-" + option);
                }
            }
        }

        private void object(String option) {
            if (objection.isEmpty()) {
                objection = "unknown option " + option;
            }
        }

        private void take(char option, String value) {
            switch (option) {
                case 'b' -> mode = value;
                case 'C' -> file = value;
                case 'd' -> debug.set(value);
                default -> { }
            }
        }
    }
}
