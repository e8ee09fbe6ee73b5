package org.fingerpost.mailer.vacation;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Accounts;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.ProcessLimits;

/** Users of a machine, and a router that may be all of them, or only itself. */
final class Machine implements Accounts, Impersonation {

    final Map<String, Account> users = new HashMap<>();
    boolean privileged = true;
    /** As whom something is being done. */
    Optional<String> acting = Optional.empty();
    int acts;
    Optional<IOException> trouble = Optional.empty();

    @Override
    public Optional<Account> named(String name) throws IOException {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return Optional.ofNullable(users.get(name));
    }

    @Override
    public Optional<Account> numbered(int uid) {
        return users.values().stream().filter(user -> user.uid() == uid).findFirst();
    }

    @Override
    public OptionalInt group(String name) {
        return OptionalInt.empty();
    }

    @Override
    public boolean isPrivileged() {
        return privileged;
    }

    @Override
    public boolean canBecome(Account account) {
        return privileged && !account.isRoot();
    }

    @Override
    public <T> T as(Account account, Callable<T> work) throws Exception {
        acting = Optional.of(account.name());
        acts++;
        try {
            return work.call();
        } finally {
            acting = Optional.empty();
        }
    }

    @Override
    public List<String> command(Account account, ProcessLimits limits, List<String> command) {
        return command;
    }
}
