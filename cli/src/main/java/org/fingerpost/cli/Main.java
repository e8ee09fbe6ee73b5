package org.fingerpost.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * The entry. The first argument says under which name the program was called; {@code FINGERPOST_BASE}, as a variable or as the
 * system property {@code fingerpost.base}, says which instance is meant.
 */
public final class Main {

    private static final long TIMEOUT_MILLIS = 5 * 60 * 1000L;

    private Main() {
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        Streams streams = Streams.ofProcess();
        if (args.length == 0) {
            streams.complain("usage: sendmail | newaliases | mailq | rmail | fingerpost, then its arguments");
            return Exit.USAGE;
        }
        List<String> words = ProcessOctets.arguments(args);
        String base = System.getProperty("fingerpost.base", System.getenv("FINGERPOST_BASE"));
        Programs programs = new Programs(base == null || base.isEmpty() ? null : Path.of(base), TIMEOUT_MILLIS, streams);
        return programs.run(words.get(0), words.subList(1, words.size()));
    }
}
