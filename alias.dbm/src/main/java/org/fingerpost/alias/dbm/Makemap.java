package org.fingerpost.alias.dbm;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * The command makemap: writes standard input into an index, or what is in one to standard output. It needs no router; one that
 * has the table open uses the new index within a second. The old index stays until the new one is complete.
 */
public final class Makemap {

    /** What an index says that was not made of the text beside it: it counts, whatever that text holds. */
    static final String SOURCE = "makemap";

    private static final int BUFFER = 1 << 16;
    private static final int OK = 0;
    private static final int BAD_DATA = 65;
    private static final int NO_INPUT = 66;
    private static final int CANNOT_CREATE = 73;

    private final MakemapOptions options;
    private final PrintStream out;
    private final PrintStream err;

    Makemap(MakemapOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Ends the JVM with an exit status as in sysexits.h. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER), false,
                StandardCharsets.ISO_8859_1);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.ISO_8859_1);
        int status = run(args, new FileInputStream(FileDescriptor.in), out, err);
        out.flush();
        System.exit(status);
    }

    static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        try {
            return new Makemap(MakemapOptions.parse(args), out, err).run(in);
        } catch (MakemapOptions.UsageException e) {
            err.print(e.getMessage());
            return MakemapOptions.UsageException.STATUS;
        }
    }

    private int run(InputStream in) {
        if (options.list()) {
            out.print("hash\nbtree\ndbm\nimplicit\n");
            return OK;
        }
        return options.dump() ? dump() : make(in);
    }

    private int dump() {
        try {
            Index.open(options.index()).forEach((key, value, line) -> out.print(key + "\t" + value + "\n"));
            return OK;
        } catch (IOException e) {
            return fail(NO_INPUT, "error opening map " + options.index() + ": " + Reasons.of(e));
        }
    }

    private int make(InputStream in) {
        try (IndexWriter writer = IndexWriter.beside(options.index())) {
            if (options.append() && Files.exists(options.index())) {
                Index.open(options.index()).forEach((key, value, line) -> writer.add(key, value, 0));
            }
            MapInput input = new MapInput(options.form(), writer::add,
                    line -> err.print("makemap: " + options.map() + ": " + line + "\n"),
                    options.verbose() ? line -> out.print(line + "\n") : null);
            input.read(in);
            String form = new SourceForm(Syntax.MAKEMAP, new Keys(options.form().fold(), true)).toString();
            writer.complete(SOURCE, form, options.form().replace(), input::duplicate);
            writer.moveTo(options.index(), Files.exists(options.index()) ? options.index() : options.text());
            return input.isGood() ? OK : BAD_DATA;
        } catch (IOException e) {
            return fail(CANNOT_CREATE, "error writing map " + options.index() + ": " + Reasons.of(e));
        }
    }

    private int fail(int status, String why) {
        err.print("makemap: " + why + "\n");
        return status;
    }
}
