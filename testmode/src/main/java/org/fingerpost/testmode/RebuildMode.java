package org.fingerpost.testmode;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.TableException;
import org.fingerpost.core.policy.Tables;

/**
 * {@code sendmail -bi} ({@code newaliases}) while no router runs: compiles the alias files of the policy. A router that starts
 * meanwhile does no harm: an index takes the place of another one whole.
 */
final class RebuildMode {

    /** As in sysexits.h. */
    private static final int DATA = 65;
    private static final int UNAVAILABLE = 69;
    private static final int NO_PERMISSION = 77;
    private static final int ROOT = 0;

    private final Policy policy;
    private final Path directory;
    private final TableTypes types;
    private final PrintStream out;

    /** @param directory of the instance */
    RebuildMode(Policy policy, Path directory, TableTypes types, PrintStream out) {
        this.policy = policy;
        this.directory = directory;
        this.types = types;
        this.out = out;
    }

    /** The exit status. */
    int run() throws IOException {
        int user = owner(Path.of("/proc/self"));
        if (user != ROOT && user != owner(directory)) {
            return fail(NO_PERMISSION, "newaliases: only the router's own user and root may rebuild aliases");
        }
        try (Tables tables = new Tables(policy, types.services(), directory)) {
            var summaries = tables.rebuild(System.err::println);
            summaries.forEach(summary -> out.print(summary + "\n"));
            return summaries.isEmpty() ? fail(UNAVAILABLE, "newaliases: the policy names no alias file") : 0;
        } catch (TableException e) {
            return fail(DATA, e.getMessage());
        }
    }

    private static int owner(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    private int fail(int status, String why) {
        out.flush();
        System.err.println(why);
        return status;
    }
}
