package org.fingerpost.user.posix;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.fingerpost.api.unix.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the ids of the calling thread and changes them back. What it needs while a thread is a user has been loaded and tried
 * before ({@link #rehearse}): a class that a user may not read would be lost for good.
 */
final class ThreadStage implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadStage.class);
    private static final int TRIES = 3;

    private final ThreadIds ids;
    /** What a thread is busy with or has become; null for one that is the router. */
    private final ThreadLocal<String> role = new ThreadLocal<>();

    ThreadStage(ThreadIds ids) {
        this.ids = ids;
    }

    /**
     * Goes through all of it without becoming anybody else.
     *
     * @throws IOException if it does not work on this machine
     */
    void rehearse() throws IOException {
        ThreadIds.Ids own = ids.current();
        try {
            ids.become(own.uid(), own.gid(), own.groups());
        } finally {
            goBack(own);
        }
    }

    @Override
    public <T> T as(Account account, Groups groups, Callable<T> work) throws Exception {
        if (role.get() != null) {
            throw new IllegalStateException("this thread acts for " + role.get() + " already");
        }
        List<Integer> all = groups.of(account);
        ThreadIds.Ids own = ids.current();
        role.set(account.name());
        try {
            ids.become(account.uid(), account.gid(), all);
            return work.call();
        } finally {
            goBack(own);
            role.remove();
        }
    }

    @Override
    public Optional<List<Integer>> groups(Account account, Groups groups) throws IOException {
        return Optional.of(groups.of(account));
    }

    private void goBack(ThreadIds.Ids own) {
        IOException failure = null;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                ids.restore(own);
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        LOG.error("a thread is given up: {}", failure.getMessage());
        throw new LostIdentityError(failure.getMessage(), failure);
    }
}
