package org.fingerpost.testmode;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.fingerpost.api.policy.Reading;
import org.fingerpost.rules.cf.SendmailCfReader;

/**
 * {@code sendmail -bt [-C FILE] [-d...]}. Without {@code -C} the policy of the instance is used that {@code FINGERPOST_BASE} names.
 */
public final class Main {

    /** As in sysexits.h. */
    private static final int USAGE = 64;
    private static final int NO_INPUT = 66;
    private static final int BUFFER = 1 << 14;

    private Main() {
    }

    public static void main(String[] args) throws IOException {
        CommandLine line = CommandLine.read(List.of(args), System.getenv("FINGERPOST_BASE"));
        if (line.policy().isEmpty()) {
            fail(USAGE, "which policy? Give -C FILE or set FINGERPOST_BASE");
        }
        Path file = line.policy().orElseThrow();
        if (!Files.isReadable(file)) {
            fail(NO_INPUT, "cannot read " + file);
        }
        // Neither text nor locale: what is printed are octets.
        try (PrintStream out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER))) {
            Reading reading = new SendmailCfReader().read(file, line.directory());
            OptionalInt end = LoadMessages.print(reading, out);
            if (end.isPresent()) {
                out.flush();
                System.exit(end.getAsInt());
            }
            new TestMode(reading.policy(), line.directory(), new TableTypes(), out).run(System.in);
        }
    }

    private static void fail(int status, String why) {
        System.err.println("sendmail: " + why);
        System.exit(status);
    }
}
