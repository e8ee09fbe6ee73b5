package org.fingerpost.core.alias;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Excuse;
import org.fingerpost.api.unix.FileNames;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.Judgement;
import org.fingerpost.api.unix.Trusted;
import org.fingerpost.api.unix.UnsafeFileException;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.services.UserFileCalls;

/** Opens the files of inclusions, in the name of whoever names them, and says who controls what stands in them. Any thread. */
final class Inclusions {

    private static final String UNSAFE = "address list unsafe for mailing to programs or files";
    private static final int ROOT = 0;

    private final Generation generation;
    private final Services services;
    private final UserFileCalls calls;
    private final long maxBytes;

    /**
     * @param calls    how lists are opened
     * @param maxBytes a longer file is not read
     */
    Inclusions(Generation generation, Services services, UserFileCalls calls, long maxBytes) {
        this.maxBytes = maxBytes;
        this.generation = generation;
        this.services = services;
        this.calls = calls;
    }

    /**
     * Reads all of a list, line by line.
     *
     * @param path   as it is written; a relative one counts from the policy's folder
     * @param reader the login name of the user whose file names the list; empty for the system's aliases
     * @param out    gets each item, with the one who controls it
     * @throws Postponed           if it cannot be read now
     * @throws UnsafeFileException if it must not be read: nothing has been
     */
    void read(String path, String reader, Reading out) throws Postponed, UnsafeFileException {
        try (ListFile list = open(path, reader)) {
            Controller controller = controller(list);
            for (Optional<List<AliasTarget>> line = list.next(); line.isPresent(); line = list.next()) {
                for (AliasTarget item : line.get()) {
                    out.item(item, controller);
                }
            }
        } catch (UnsafeFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Postponed("4.2.4", Printable.line(":include: " + e.getMessage()));
        }
    }

    /** What is done with each item of a list. */
    @FunctionalInterface
    interface Reading {

        void item(AliasTarget item, Controller controller) throws Postponed;
    }

    /**
     * The rights of a user are needed to open a list, and no longer. It may be on a server that is down, or be exchanged for what
     * nobody can open without end: others do not wait for that.
     */
    private ListFile open(String path, String reader) throws IOException {
        Path file;
        try {
            file = FileNames.in(generation.directory(), path);
        } catch (IllegalArgumentException e) {
            throw new IOException("\"" + path + "\" is no path", e);
        }
        Trusted policys = Trusted.ofPolicy(generation.directory());
        return reader.isEmpty()
                ? calls.call(file.toString(), () -> ListFile.open(file, generation.safety(), policys, maxBytes))
                : as(reader, () -> ListFile.open(file, generation.safety(), policys, maxBytes));
    }

    private <T> T as(String user, Callable<T> work) throws IOException {
        Optional<Impersonation> impersonation = services.impersonation();
        Optional<Account> account = account(user);
        if (impersonation.isEmpty() || account.isEmpty()) {
            throw new IOException("nothing can be read in the name of user " + user + " now");
        }
        try {
            return calls.call(account.get().uid(), () -> impersonation.get().as(account.get(), work));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Optional<Account> account(String user) throws IOException {
        return services.accounts().isEmpty() ? Optional.empty() : services.accounts().get().named(user);
    }

    /** Whoever can write a list could otherwise run and write whatever its owner can. */
    private Controller controller(ListFile list) throws IOException {
        Judgement judgement = list.judgement();
        if (judgement.restriction().isPresent()) {
            return Controller.untrusted("", judgement.restriction().get() + ": " + UNSAFE);
        }
        if (judgement.uid() == ROOT || judgement.uid() == own()) {
            return Controller.SYSTEM;
        }
        Optional<Account> owner = services.accounts().isEmpty() ? Optional.empty()
                : services.accounts().get().numbered(judgement.uid());
        boolean acts = owner.isPresent() && services.impersonation()
                .filter(i -> i.canBecome(owner.get()) || !i.isPrivileged() && generation.safety().has(Excuse.NON_ROOT_SAFE_ADDR))
                .isPresent();
        return acts ? Controller.trusted(owner.get().name())
                : Controller.untrusted("", "nothing is done in the name of the list's owner: " + UNSAFE);
    }

    /** Whoever owns the policy is trusted with whatever the router may do. */
    private int own() throws IOException {
        return (Integer) Files.getAttribute(generation.directory(), "unix:uid");
    }
}
