package org.fingerpost.user.posix;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.fingerpost.api.unix.Account;

/**
 * Where threads cannot become anybody: nothing is done rather than with the wrong rights.
 *
 * @param reason why not
 */
record ClosedStage(String reason) implements Stage {

    @Override
    public <T> T as(Account account, Groups groups, Callable<T> work) throws IOException {
        throw new IOException("cannot become user " + account.name() + ": " + reason);
    }

    /** There is no C library to ask. */
    @Override
    public Optional<List<Integer>> groups(Account account, Groups groups) {
        return Optional.empty();
    }
}
