package org.fingerpost.user.posix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.ProcessLimits;

/** Puts the programs of the system before a command that change ids and set limits. Immutable; any thread. */
final class CommandLines {

    /** A program that ignores SIGXCPU is killed so much later. */
    private static final long CPU_GRACE_SECONDS = 5;

    private final SystemTools tools;
    private final boolean gainsNoRights;
    private final HardLimits most;

    /**
     * @param gainsNoRights whether set-user-id files give a program no rights either
     * @param most          what nobody but root may exceed
     */
    CommandLines(SystemTools tools, boolean gainsNoRights, HardLimits most) {
        this.tools = tools;
        this.gainsNoRights = gainsNoRights;
        this.most = most;
    }

    /** As the router itself. */
    List<String> limited(ProcessLimits limits, List<String> command) {
        List<String> line = new ArrayList<>(limits(limits));
        line.addAll(command);
        return List.copyOf(line);
    }

    /**
     * As another user: a real change of all ids, without a way back.
     *
     * @param groups empty if setpriv has to find out
     */
    List<String> as(Account account, Optional<List<Integer>> groups, ProcessLimits limits, List<String> command)
            throws IOException {
        List<String> line = new ArrayList<>();
        if (tools.setpriv().isPresent()) {
            line.add(tools.setpriv().get().toString());
            line.add("--reuid=" + account.uid());
            line.add("--regid=" + account.gid());
            line.add(groups.map(CommandLines::groups).orElse("--init-groups"));
            line.add("--inh-caps=-all");
            line.add("--ambient-caps=-all");
            if (gainsNoRights) {
                line.add("--no-new-privs");
            }
            line.add("--");
        } else if (tools.runuser().isPresent() && !account.name().isEmpty()) {
            line.addAll(List.of(tools.runuser().get().toString(), "-u", account.name(), "--"));
        } else {
            throw new IOException("setpriv(1), which runs programs as other users, is not installed");
        }
        line.addAll(limits(limits));
        line.addAll(command);
        return List.copyOf(line);
    }

    private static String groups(List<Integer> groups) {
        return "--groups=" + groups.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private List<String> limits(ProcessLimits limits) {
        List<String> options = new ArrayList<>();
        option(options, "cpu", limits.cpuSeconds(), CPU_GRACE_SECONDS);
        option(options, "nproc", limits.processes(), 0);
        option(options, "fsize", limits.fileBytes(), 0);
        option(options, "as", limits.memory(), 0);
        if (options.isEmpty() || tools.prlimit().isEmpty()) {
            return List.of();
        }
        List<String> line = new ArrayList<>(List.of(tools.prlimit().map(Path::toString).get()));
        line.addAll(options);
        line.add("--");
        return line;
    }

    private void option(List<String> options, String resource, long limit, long grace) {
        if (limit > 0) {
            long hard = most.of(resource);
            options.add("--" + resource + "=" + Math.min(limit, hard) + ":" + Math.min(limit + grace, hard));
        }
    }
}
