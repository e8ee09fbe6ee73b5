package org.fingerpost.core.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

/** Users with homes in a folder, and a router that may be all of them, or only itself. */
public final class Household implements Accounts, Impersonation {

    private final Path folder;
    private final int uid;
    private final Map<String, Account> users = new HashMap<>();
    /** Users whom the router cannot be. */
    public final Set<String> strangers = new HashSet<>();
    public boolean privileged = true;
    /** In whose name something was done. */
    public final List<String> acts = new ArrayList<>();
    public Optional<IOException> trouble = Optional.empty();

    /** All users' files belong to whoever runs the test. */
    public Household(Path folder) throws IOException {
        this.folder = folder;
        this.uid = (Integer) Files.getAttribute(folder, "unix:uid");
    }

    public Path add(String user, String shell) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home").resolve(user));
        users.put(user, new Account(user, uid == 0 ? 5000 + users.size() : uid, 100, "", home.toString(), shell));
        return home;
    }

    public void put(Account account) {
        users.put(account.name(), account);
    }

    @Override
    public Optional<Account> named(String name) throws IOException {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return Optional.ofNullable(users.get(name));
    }

    @Override
    public Optional<Account> numbered(int number) {
        return users.values().stream().filter(user -> user.uid() == number).findFirst();
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
