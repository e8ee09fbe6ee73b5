package org.fingerpost.user.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.ProcessLimits;
import org.junit.jupiter.api.Test;

class CommandLinesTest {

    private static final Account ANN = new Account("ann", 1001, 1002, "", "/home/ann", "");
    private static final List<String> COMMAND = List.of("/bin/echo", "--reuid=0", "a b");
    private static final SystemTools ALL = new SystemTools(Optional.of(Path.of("/usr/bin/setpriv")),
            Optional.of(Path.of("/sbin/runuser")), Optional.of(Path.of("/usr/bin/prlimit")));

    @Test
    void changesAllIdsAndDropsAllCapabilities() throws IOException {
        assertEquals(List.of("/usr/bin/setpriv", "--reuid=1001", "--regid=1002", "--groups=1002,7", "--inh-caps=-all",
                "--ambient-caps=-all", "--", "/bin/echo", "--reuid=0", "a b"),
                lines(ALL, false).as(ANN, Optional.of(List.of(1002, 7)), ProcessLimits.NONE, COMMAND));
    }

    @Test
    void letsProgramsGainNothingIfToldSo() throws IOException {
        List<String> line = lines(ALL, true).as(ANN, Optional.empty(), ProcessLimits.NONE, COMMAND);
        assertEquals(List.of("--init-groups", "--inh-caps=-all", "--ambient-caps=-all", "--no-new-privs", "--"),
                line.subList(3, 8));
    }

    @Test
    void setsLimitsWithinThoseOfTheRouter() {
        assertEquals(List.of("/usr/bin/prlimit", "--cpu=60:65", "--nproc=50:50", "--fsize=1000:1000", "--as=4096:4096", "--",
                "/bin/echo", "--reuid=0", "a b"), lines(ALL, false).limited(new ProcessLimits(60, 100, 1000, 4096), COMMAND));
    }

    @Test
    void takesWhatThereIs() throws IOException {
        SystemTools some = new SystemTools(Optional.empty(), ALL.runuser(), Optional.empty());
        assertEquals(List.of("/sbin/runuser", "-u", "ann", "--", "/bin/echo", "--reuid=0", "a b"),
                lines(some, false).as(ANN, Optional.of(List.of(1002)), new ProcessLimits(1, 1, 1, 1), COMMAND));
        SystemTools none = new SystemTools(Optional.empty(), Optional.empty(), Optional.empty());
        assertThrows(IOException.class, () -> lines(none, false).as(ANN, Optional.empty(), ProcessLimits.NONE, COMMAND));
        assertEquals(COMMAND, lines(none, false).limited(new ProcessLimits(1, 1, 1, 1), COMMAND));
    }

    private static CommandLines lines(SystemTools tools, boolean gainsNoRights) {
        return new CommandLines(tools, gainsNoRights, new HardLimits(Map.of("nproc", 50L)));
    }
}
