package org.fingerpost.mailer.vacation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.FileNames;
import org.fingerpost.api.unix.Impersonation;

/** The {@link Desk}s of those who are away; at each there is one answer at a time. Any thread. */
final class Desks {

    private static final int LOCKS = 64;
    static final String MESSAGE = ".vacation.msg";
    static final String DATABASE = ".vacation.answered";

    private final VacationMailer.Settings settings;
    private final Impersonation impersonation;
    private final Consumer<String> reports;
    private final Lock[] locks = IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    Desks(VacationMailer.Settings settings, Impersonation impersonation, Consumer<String> reports) {
        this.settings = settings;
        this.impersonation = impersonation;
        this.reports = reports;
    }

    /**
     * @throws IOException              if the router's own folder cannot be made
     * @throws IllegalArgumentException if the user's files are at no usable place; one line for people
     */
    Desk of(Account account, VacationCall call) throws IOException {
        if (!account.home().startsWith("/")) {
            throw new IllegalArgumentException(account.name() + " has no home directory");
        }
        boolean asUser = impersonation.canBecome(account);
        if (!asUser && impersonation.isPrivileged()) {
            throw new IllegalArgumentException("nothing is done in the name of " + account.name());
        }
        if (!asUser && (call.message().isPresent() || call.database().isPresent())) {
            // With the router's rights a path of the user's could read or write what the user cannot.
            throw new IllegalArgumentException("this router cannot become " + account.name() + ": no -m and no -f");
        }
        Path home = FileNames.path(account.home());
        if (!asUser) {
            Files.createDirectories(settings.directory());
        }
        Path database = asUser ? home.resolve(call.database().map(FileNames::path).orElse(Path.of(DATABASE)))
                : settings.directory().resolve(fileName(account.name()));
        Lock lock = locks[Math.floorMod(account.uid(), LOCKS)];
        return new Desk(new Desk.Places(home, home.resolve(call.message().map(FileNames::path).orElse(Path.of(MESSAGE))),
                database, asUser), account, settings, call, impersonation, lock, reports);
    }

    private static String fileName(String login) {
        if (!login.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")) {
            throw new IllegalArgumentException("no file is named after " + login);
        }
        return login;
    }
}
