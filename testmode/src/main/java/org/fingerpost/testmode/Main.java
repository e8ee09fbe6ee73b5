package org.fingerpost.testmode;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.api.policy.PolicyReader;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.rules.cf.SendmailCfReader;

/**
 * {@code sendmail -bt [-C FILE] [-d...]}. Without {@code -C} the policy of the instance is used that {@code FINGERPOST_BASE} names.
 */
public final class Main {

    private static final int NO_INPUT = 66;
    private static final int BUFFER = 1 << 14;

    private Main() {
    }

    public static void main(String[] args) throws IOException {
        System.exit(run(List.of(args), new SendmailCfReader()));
    }

    private static int run(List<String> words, PolicyReader reader) throws IOException {
        CommandLine line = CommandLine.read(words, System.getenv("FINGERPOST_BASE"));
        Path file = line.policy();
        try (PrintStream out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER), false)) {
            if (!Files.isReadable(file)) {
                System.err.println("sendmail: cannot read " + file);
                return NO_INPUT;
            }
            Reading reading = reader.read(file, line.directory());
            LoadMessages.print(reading, out);
            new TestMode(reading.policy(), new TableTypes(), out).run(System.in);
        }
        return 0;
    }
}
