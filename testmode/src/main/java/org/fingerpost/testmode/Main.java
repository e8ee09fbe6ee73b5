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

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.core.policy.TableClasses;
import org.fingerpost.rules.cf.SendmailCfReader;

/**
 * {@code sendmail -bt}, {@code -bv} and {@code -bi} {@code [-C FILE] [-d...]}. Without {@code -C} the policy of the instance
 * is used that {@code FINGERPOST_BASE} names.
 */
public final class Main {

    /** As in sysexits.h. */
    private static final int USAGE = 64;
    private static final int NO_INPUT = 66;
    private static final int SOFTWARE = 70;
    private static final int BUFFER = 1 << 14;

    private Main() {
    }

    public static void main(String[] args) throws IOException {
        CommandLine line = CommandLine.read(List.of(args), System.getenv("FINGERPOST_BASE"));
        if (!line.objection().isEmpty()) {
            fail(USAGE, line.objection());
        }
        if (line.policy().isEmpty()) {
            fail(USAGE, "which policy? Give -C FILE or set FINGERPOST_BASE");
        }
        Path file = line.policy().orElseThrow();
        if (!Files.isReadable(file)) {
            fail(NO_INPUT, "cannot read " + file);
        }
        boolean verify = line.mode().equals(CommandLine.VERIFY);
        if (verify && line.addresses().isEmpty()) {
            fail(USAGE, "Recipient names must be specified");
        }
        int status;
        // Neither text nor locale: what is printed are octets.
        try (PrintStream out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER))) {
            SystemReport.beforeReading(line.debug(), out);
            Reading reading = new SendmailCfReader().read(file, line.directory());
            OptionalInt end = LoadMessages.print(reading, out);
            if (end.isPresent()) {
                status = end.getAsInt();
            } else {
                new SystemReport(reading.policy(), file).print(line.debug(), out);
                status = verify ? verify(line, reading, out)
                        : line.mode().equals(CommandLine.REBUILD) ? rebuild(line, reading, out) : test(line, reading, out);
            }
        }
        System.exit(status);
    }

    private static int test(CommandLine line, Reading reading, PrintStream out) throws IOException {
        TableTypes types = new TableTypes();
        new TestMode(complete(reading, types), line.directory(), types, line.debug(), out).run(System.in);
        return 0;
    }

    /** A policy with mistakes is good for tests, not for an answer. */
    private static int verify(CommandLine line, Reading reading, PrintStream out) {
        if (!reading.isUsable()) {
            return SOFTWARE;
        }
        TableTypes types = new TableTypes();
        return new VerifyMode(complete(reading, types), line.directory(), types, line.debug(), out).run(line.addresses());
    }

    private static int rebuild(CommandLine line, Reading reading, PrintStream out) throws IOException {
        return reading.isUsable() ? new RebuildMode(reading.policy(), line.directory(), new TableTypes(), out).run() : SOFTWARE;
    }

    /** With the members of classes that tables have. */
    private static Policy complete(Reading reading, TableTypes types) {
        return TableClasses.resolved(reading.policy(), types.services());
    }

    private static void fail(int status, String why) {
        System.err.println("sendmail: " + why);
        System.exit(status);
    }
}
