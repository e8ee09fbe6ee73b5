package org.fingerpost.api.unix;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Acts for users of the machine: what is done in a user's name may do what that user may do, and nothing else. A service; any
 * thread.
 *
 * <p>A router that may not become other users does everything as itself, and says so once when it starts. It must then do nothing
 * for a user that the router's own rights could turn into more than that user has: {@link #canBecome}.
 */
@ProviderType
public interface Impersonation {

    /** Whether the router may become other users at all. */
    boolean isPrivileged();

    /**
     * Whether what is done for this user is done with that user's rights: the router may become other users, or is that user
     * itself. Never true of root, unless root's rights are all that the router has.
     */
    boolean canBecome(Account account);

    /**
     * Does {@code work} on the calling thread, which has the user's rights to files meanwhile: owner, group and further groups;
     * what it makes is the user's. Other threads are not concerned. Must not be nested.
     *
     * <p>{@code work} is short and deals with files only. It starts no thread and no process and hands nothing to a pool: a
     * thread that is started meanwhile is the user's for good. It does not log either: a log file that is begun anew would be
     * the user's. What access(2) says is the router's, not the user's: it tries things instead of asking
     * {@code Files.isReadable}, {@code isWritable}, {@code isExecutable} or {@code exists}.
     *
     * @param account one that the router {@link #canBecome}; a router that is not privileged acts as itself for any
     * @throws IOException if the router cannot become this user now: nothing has been done
     * @throws Exception   whatever {@code work} throws
     */
    <T> T as(Account account, Callable<T> work) throws Exception;

    /**
     * An argument vector that runs a program with the user's ids, without any privilege that could get others back.
     *
     * @param account as in {@link #as}
     * @param limits  what the program may use
     * @param command the program's absolute path and its arguments, none of which is interpreted
     * @throws IOException if the system has no means for it; one line for people
     */
    List<String> command(Account account, ProcessLimits limits, List<String> command) throws IOException;

    /** The same for a program that runs as the router itself: limits only, as far as the system has means for them. */
    default List<String> limited(ProcessLimits limits, List<String> command) {
        return command;
    }
}
