package org.fingerpost.mailer.prog;

import java.util.List;
import java.util.concurrent.Callable;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.ProcessLimits;

/** Whoever is to be become, it is the test that acts. */
record Itself() implements Impersonation {

    @Override
    public boolean isPrivileged() {
        return false;
    }

    @Override
    public boolean canBecome(Account account) {
        return true;
    }

    @Override
    public <T> T as(Account account, Callable<T> work) throws Exception {
        return work.call();
    }

    @Override
    public List<String> command(Account account, ProcessLimits limits, List<String> command) {
        return command;
    }
}
