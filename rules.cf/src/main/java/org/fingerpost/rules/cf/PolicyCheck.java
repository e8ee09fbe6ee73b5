package org.fingerpost.rules.cf;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.fingerpost.api.policy.Reading;

/**
 * {@code fingerpost policy check}: says all that is wrong with a policy, by the reader that the router reads it with, and needs
 * no router. Exit statuses: 0, 64 usage, 66 no such file, 78 errors.
 */
public final class PolicyCheck {

    private static final int USAGE = 64;
    private static final int NO_INPUT = 66;
    private static final int CONFIG = 78;

    private PolicyCheck() {
    }

    /** @param words the directory that file names in the policy count from, then the policy */
    public static void main(String[] words) {
        // Messages quote the file: octets, whatever the locale is.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.ISO_8859_1);
        System.exit(check(words, out, System.err));
    }

    static int check(String[] words, PrintStream out, PrintStream error) {
        if (words.length != 2) {
            error.println("usage: fingerpost policy check [FILE]");
            return USAGE;
        }
        Path file = Path.of(words[1]);
        if (!Files.isReadable(file)) {
            error.println("fingerpost policy check: cannot read " + file);
            return NO_INPUT;
        }
        Reading reading = new SendmailCfReader().read(file, Path.of(words[0]));
        reading.problems().forEach(problem -> out.println(problem.excerpt()));
        out.println(file + ": " + reading.summary());
        return reading.isUsable() ? 0 : CONFIG;
    }
}
