package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Excuse;
import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.Trusted;

/**
 * Decides in whose name a file is written.
 *
 * <p>What an alias names is written as {@link Delivery#runAs}; a regular file that nobody can execute and whose set-user-id
 * bit its owner has set asks to be written as its owner, and one with the set-group-id bit with its group (Allman, "Sendmail -
 * An Internetwork Mail Router", 3.2). Never as root, or with root's group.
 *
 * <p>The mailbox of a user in a folder of the policy's choice is made by the router and given to the user where nobody but the
 * router can make names in the folder, or stays the router's if that is not root and can give nothing away; elsewhere it is
 * made by the user, who has the folder's group meanwhile if that may write in it, as {@code /var/mail} wants it on many systems.
 */
final class AccessRules {

    private static final int ROOT = 0;
    private static final int ROOT_GROUP = 0;

    private final Path base;
    private final Supplier<Optional<Impersonation>> impersonation;

    AccessRules(Path base, Supplier<Optional<Impersonation>> impersonation) {
        this.base = base;
        this.impersonation = impersonation;
    }

    Access of(Delivery delivery, Destination destination) throws IOException, UndeliverableException {
        FileSafety safety = safety(delivery);
        return reached(delivery, destination).with(safety.has(Excuse.FILE_DELIVERY_TO_SYM_LINK),
                safety.has(Excuse.FILE_DELIVERY_TO_HARD_LINK), mode(delivery));
    }

    private Access reached(Delivery delivery, Destination destination) throws IOException, UndeliverableException {
        Optional<Account> account = delivery.runAs();
        if (account.isEmpty()) {
            return Access.router();
        }
        UserRights user = new UserRights(account.get(), impersonation.get().orElseThrow(
                () -> UndeliverableException.deferred("4.3.5", "there is nobody to act for user " + account.get().name())));
        if (!user.impersonation().canBecome(account.get())) {
            throw UndeliverableException.deferred("4.3.5", "the router may not act for user " + account.get().name());
        }
        return destination.byPolicy() ? ofMailbox(user, destination.path().getParent()) : ofFile(user, destination.path());
    }

    private Access ofMailbox(UserRights user, Path folder) throws IOException {
        FileFacts facts = FileFacts.of(folder.toRealPath());
        if (FileSafety.objectionToFolder(folder, Trusted.ofPolicy(base)).isEmpty()) {
            return facts.uid() == ROOT ? Access.ofMailbox(user) : Access.router();
        }
        return Access.of(facts.isGroupWritable() && facts.uid() == ROOT && facts.gid() != ROOT_GROUP
                ? user.withGroup(facts.gid()) : user);
    }

    /** The bits count only of a file that the user can find. */
    private static Access ofFile(UserRights user, Path path) throws IOException, UndeliverableException {
        FileFacts facts;
        try {
            facts = user.call(() -> FileFacts.of(path));
        } catch (NoSuchFileException e) {
            return Access.of(user);
        }
        boolean marked = facts.isRegular() && !facts.isExecutable() && user.impersonation().isPrivileged();
        if (marked && facts.has(FileFacts.SET_USER_ID) && facts.uid() != user.account().uid()) {
            if (facts.uid() == ROOT) {
                throw UndeliverableException.failed("5.2.0", "the file would be written as root");
            }
            Account owner = new Account("", facts.uid(), facts.gid(), "", "", "");
            return Access.ofMarked(user, new UserRights(owner, user.impersonation()), facts);
        }
        if (marked && facts.has(FileFacts.SET_GROUP_ID) && facts.gid() != ROOT_GROUP) {
            return Access.ofMarked(user, user.withGroup(facts.gid()), facts);
        }
        return Access.of(user);
    }

    private static FileSafety safety(Delivery delivery) {
        try {
            return FileSafety.parse(delivery.option("DontBlameSendmail").orElse(""));
        } catch (IllegalArgumentException e) {
            return FileSafety.STRICT; // the reader of the policy has complained
        }
    }

    /** The option {@code TempFileMode}, which sendmail means for these files too. No new file can be executed. */
    private static Set<PosixFilePermission> mode(Delivery delivery) {
        String octal = delivery.option("TempFileMode").map(String::strip).orElse("");
        if (!octal.matches("0?[0-7]{3}")) {
            return Access.PRIVATE;
        }
        int bits = Integer.parseInt(octal, 8);
        Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values(); // from the owner's reading to others' executing
        for (int i = 0; i < all.length; i++) {
            if ((bits & 0666 & 0400 >> i) != 0) {
                mode.add(all[i]);
            }
        }
        return mode;
    }

    /**
     * Returns if the path lies within the folder of the option {@code SafeFileEnvironment}, or there is none.
     *
     * @param canonical without links
     */
    static void requireWithin(Delivery delivery, Destination destination, Path canonical)
            throws IOException, UndeliverableException {
        Optional<Path> folder = Destinations.environment(delivery);
        if (folder.isPresent() && !destination.byPolicy()
                && (!Files.isDirectory(folder.get()) || !canonical.startsWith(folder.get().toRealPath()))) {
            throw UndeliverableException.failed("5.2.0", "not within " + folder.get());
        }
    }
}
