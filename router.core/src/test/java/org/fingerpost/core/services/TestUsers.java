package org.fingerpost.core.services;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Accounts;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.ProcessLimits;

/** Users of a machine that is none, and a router that may become them or not; whatever is done, the test itself does. */
public class TestUsers implements Accounts, Impersonation {

    public boolean privileged;
    /** Users whom the router cannot be. */
    public final Set<String> strangers = new HashSet<>();
    /** In whose name something was done. */
    public final List<String> acts = new ArrayList<>();
    /** What becomes of questions for a name. */
    public Optional<IOException> trouble = Optional.empty();
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    public TestUsers(boolean privileged) {
        this.privileged = privileged;
    }

    /** What the core finds where the router may not become anybody. */
    public static Services unprivileged() {
        return new TestUsers(false).bind(new Services());
    }

    public TestUsers with(Account account) {
        accounts.put(account.name(), account);
        return this;
    }

    public Services bind(Services services) {
        services.bindAccounts(this);
        services.bindImpersonation(this);
        return services;
    }

    @Override
    public Optional<Account> named(String name) throws IOException {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public Optional<Account> numbered(int uid) {
        return accounts.values().stream().filter(account -> account.uid() == uid).findFirst();
    }

    @Override
    public OptionalInt group(String name) {
        return name.equals("mail") ? OptionalInt.of(8) : OptionalInt.empty();
    }

    @Override
    public boolean isPrivileged() {
        return privileged;
    }

    @Override
    public boolean canBecome(Account account) {
        return privileged && !account.isRoot() && !strangers.contains(account.name());
    }

    @Override
    public <T> T as(Account account, Callable<T> work) throws Exception {
        acts.add(account.name());
        return work.call();
    }

    @Override
    public List<String> command(Account account, ProcessLimits limits, List<String> command) {
        return command;
    }
}
