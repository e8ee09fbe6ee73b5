package org.fingerpost.user.posix;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.fingerpost.api.unix.Account;

/** Does work on the calling thread with a user's ids. Any thread. */
interface Stage {

    /** @param groups knows the account's */
    <T> T as(Account account, Groups groups, Callable<T> work) throws Exception;

    /** The groups of an account; empty if whoever becomes the user has to find out. */
    Optional<List<Integer>> groups(Account account, Groups groups) throws IOException;
}
