package org.fingerpost.mailer.file;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.ProcessLimits;

/** Says that it may become anybody but root, and only notes whom. */
final class ActingDouble implements Impersonation {

    /** In the order of the calls. */
    final List<Account> actedFor = new ArrayList<>();
    private Account now;

    @Override
    public boolean isPrivileged() {
        return true;
    }

    @Override
    public boolean canBecome(Account account) {
        return !account.isRoot();
    }

    @Override
    public <T> T as(Account account, Callable<T> work) throws Exception {
        if (now != null) {
            throw new IllegalStateException("nested");
        }
        actedFor.add(account);
        now = account;
        try {
            return work.call();
        } finally {
            now = null;
        }
    }

    @Override
    public List<String> command(Account account, ProcessLimits limits, List<String> command) {
        throw new UnsupportedOperationException();
    }
}
