package org.fingerpost.table.standard;

import java.io.IOException;
import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;

/** One declared table: what a program says of a key. Any thread. */
final class ProgramTable implements LookupTable {

    /** EX_TEMPFAIL of sysexits.h. */
    private static final int TEMPORARY = 75;
    /** From here on the program did not choose how to end: it was killed, or a shell could not run what it was to run. */
    private static final int BROKEN = 126;

    private final TableFlags flags;
    private final Program program;

    ProgramTable(TableFlags flags, Program program) {
        this.flags = flags;
        this.program = program;
    }

    /** Any other exit status says that there is no such key, as does no output at all. */
    @Override
    public Lookup lookup(String key, List<String> arguments) {
        if (key.indexOf('\0') >= 0) {
            return Lookup.NOT_FOUND; // no argument of a program can hold it
        }
        try {
            Program.Answer answer = program.ask(key);
            if (answer.status() == TEMPORARY || answer.status() >= BROKEN) {
                return flags.trouble(key, program + ": exit status " + answer.status());
            }
            return answer.status() == 0 && answer.hasOutput() ? flags.found(key, answer.firstLine(), arguments)
                    : new Lookup.NotFound(answer.status());
        } catch (IOException e) {
            return flags.has('o') ? Lookup.NOT_FOUND : flags.trouble(key, e.getMessage());
        }
    }
}
