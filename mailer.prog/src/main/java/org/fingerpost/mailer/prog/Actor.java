package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.ProcessLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In whose name a program runs, and what it may use. Any thread.
 *
 * @param account empty for the router itself
 */
record Actor(Optional<Account> account, Impersonation impersonation, ProcessLimits limits) {

    private static final int EXECUTABLE = 0111;
    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);

    /** The argument vector that makes a program run so. */
    List<String> command(List<String> program) throws NotRunnableException {
        try {
            return account.isPresent() ? impersonation.command(account.get(), limits, program)
                    : impersonation.limited(limits, program);
        } catch (IOException e) {
            throw new NotRunnableException(e.getMessage());
        }
    }

    /** Whether programs can run in a folder. */
    boolean canEnter(Path folder) throws NotRunnableException {
        // access(2), which Files.isExecutable asks, judges by the real user, and that stays the router's.
        return as(() -> Files.isDirectory(folder.resolve(".")));
    }

    /** Whether a program can be run, as far as that can be said before it is. */
    boolean canRun(Path program) throws NotRunnableException {
        return firstRunnable(List.of(program)).isPresent();
    }

    /** The first of these programs that can be run. */
    Optional<Path> firstRunnable(List<Path> programs) throws NotRunnableException {
        return as(() -> {
            for (Path program : programs) {
                if (isProgram(program)) {
                    return Optional.of(program);
                }
            }
            return Optional.empty();
        });
    }

    private static boolean isProgram(Path file) {
        try {
            Map<String, Object> facts = Files.readAttributes(file, "unix:mode,isRegularFile");
            return (Boolean) facts.get("isRegularFile") && ((Integer) facts.get("mode") & EXECUTABLE) != 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private <T> T as(Callable<T> question) throws NotRunnableException {
        try {
            return account.isPresent() ? impersonation.as(account.get(), question) : question.call();
        } catch (Exception e) {
            throw new NotRunnableException(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** What the user sees of the machine; what the router sees where it may not be that user. */
    <T> T look(Supplier<T> question) {
        try {
            return as(question::get);
        } catch (NotRunnableException e) {
            LOG.debug("not seen as a user: {}", e.getMessage());
            return question.get();
        }
    }

    /**
     * A file is this user's from now on, so that {@code /dev/stdin} can be opened; where that cannot be, it is read all the same.
     */
    void take(Path file) {
        account.ifPresent(user -> {
            try {
                Files.setAttribute(file, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
            } catch (IOException e) {
                LOG.debug("a message cannot be given to user {}: {}", user.name(), e.toString());
            }
        });
    }

    /** Tells processes to end, or kills them: with the router's rights, and where those do not reach with the user's. */
    void end(Collection<ProcessHandle> processes, boolean kill) {
        signal(processes, kill);
        if (account.isPresent() && processes.stream().anyMatch(ProcessHandle::isAlive)) {
            try {
                impersonation.as(account.get(), () -> {
                    signal(processes, kill);
                    return null;
                });
            } catch (Exception e) {
                LOG.warn("processes of user {} cannot be ended: {}", account.get().name(), e.toString());
            }
        }
    }

    private static void signal(Collection<ProcessHandle> processes, boolean kill) {
        for (ProcessHandle process : processes) {
            if (kill) {
                process.destroyForcibly();
            } else {
                process.destroy();
            }
        }
    }
}
