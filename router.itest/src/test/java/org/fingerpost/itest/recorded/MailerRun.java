package org.fingerpost.itest.recorded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the program of a mailer saw.
 *
 * @param arguments   the program's own name first
 * @param environment {@code NAME=value}, sorted
 * @param input       the whole message
 */
record MailerRun(List<String> arguments, List<String> environment, String input) {

    /**
     * The program that the recorded policies call. It leaves what it sees in a folder of its own below {@code out}, which it
     * renames when it is done, and ends as its arguments say.
     */
    static void install(Path program, Path out) throws IOException {
        Files.writeString(program, """
                #!/bin/sh
                run=$(/usr/bin/mktemp -d '%1$s/run.XXXXXX') || exit 70
                /bin/cp /proc/$$/environ "$run/environment"
                { /usr/bin/printf '%%s\\0' dump "$@"; } > "$run/arguments"
                status=0 talk= reads=yes signal=
                for a in "$@"; do
                    digits=${a#*exit}; digits=${digits%%%%[!0-9]*}
                    case $a in *exit[0-9]*) status=$digits talk=yes ;; esac
                    digits=${a#*quiet}; digits=${digits%%%%[!0-9]*}
                    case $a in *quiet[0-9]*) status=$digits ;; esac
                    digits=${a#*sig}; digits=${digits%%%%[!0-9]*}
                    case $a in *sig[0-9]*) signal=$digits ;; esac
                    case $a in *noread*) reads= ;; esac
                done
                if [ "$reads" ]; then /bin/cat > "$run/input"; else : > "$run/input"; fi
                /bin/mv "$run" "%1$s/done.${run##*.}"
                if [ "$talk" ]; then echo "dump: told to exit $status"; echo 'dump: stderr line' >&2; fi
                if [ "$signal" ]; then kill -"$signal" $$; /bin/sleep 1; fi
                exit "$status"
                """.formatted(out), StandardCharsets.US_ASCII);
        if (!program.toFile().setExecutable(true, false)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    /** What that program has left in {@code out}; it is removed. */
    static List<MailerRun> take(Path out) throws IOException {
        List<MailerRun> runs = new ArrayList<>();
        String[] names = out.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            Path run = out.resolve(name);
            if (name.startsWith("done.")) {
                List<String> environment = new ArrayList<>(zeroEnded(run.resolve("environment")));
                Collections.sort(environment);
                runs.add(new MailerRun(zeroEnded(run.resolve("arguments")), environment, octets(run.resolve("input"))));
                for (String file : List.of("environment", "arguments", "input", "")) {
                    Files.delete(run.resolve(file));
                }
            }
        }
        return runs;
    }

    private static List<String> zeroEnded(Path file) throws IOException {
        String text = octets(file);
        return text.isEmpty() ? List.of() : Arrays.asList(text.substring(0, text.length() - 1).split("\0", -1));
    }

    private static String octets(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
