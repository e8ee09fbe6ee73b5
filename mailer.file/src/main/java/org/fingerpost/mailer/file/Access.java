package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.unix.Account;

/**
 * How a file is reached, made and written.
 *
 * @param looking   in whose name the path is followed
 * @param names     in whose name the file is opened and made, and its lock file
 * @param content   in whose name it is written, so that quotas count
 * @param owner     to whom the router gives what it makes itself; empty if who makes it owns it
 * @param only      the file that this holds for, as it was found; empty for any
 * @param symLinks  whether the last name may be a symbolic link
 * @param hardLinks whether the file may have several names
 * @param mode      of new files
 */
record Access(Rights looking, Rights names, Rights content, Optional<Account> owner, Optional<FileFacts> only, boolean symLinks,
        boolean hardLinks, Set<PosixFilePermission> mode) {

    static final Set<PosixFilePermission> PRIVATE =
            Set.copyOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    /** As the router itself. */
    static Access router() {
        return of(Rights.ROUTER);
    }

    /** Everything as one user. */
    static Access of(Rights rights) {
        return new Access(rights, rights, rights, Optional.empty(), Optional.empty(), false, false, PRIVATE);
    }

    /** New files are the user's; names are made by the router, in a folder where nobody else makes any. */
    static Access ofMailbox(UserRights user) {
        return new Access(Rights.ROUTER, Rights.ROUTER, user, Optional.of(user.account()), Optional.empty(), false, false,
                PRIVATE);
    }

    /** As the owner of a file that is marked so, found as {@code looking}. */
    static Access ofMarked(Rights looking, Rights owner, FileFacts found) {
        return new Access(looking, owner, owner, Optional.empty(), Optional.of(found), false, false, PRIVATE);
    }

    Access with(boolean symbolic, boolean hard, Set<PosixFilePermission> newMode) {
        return new Access(looking, names, content, owner, only, symbolic, hard, newMode);
    }

    FileAttribute<?> newMode() {
        return PosixFilePermissions.asFileAttribute(mode);
    }

    /** To be called in the name of {@link #names}: what was made becomes the owner's, and its mode what it should be. */
    void give(Path made, Set<PosixFilePermission> itsMode) throws IOException {
        Files.setPosixFilePermissions(made, itsMode); // the umask may have taken away some
        if (owner.isPresent()) {
            Files.setAttribute(made, "unix:gid", groupFor(made, owner.get()), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(made, "unix:uid", owner.get().uid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /**
     * To be called in the name of {@link #names} when the file has been written: a system takes away the marks of a file that is
     * written by anybody but root.
     */
    void mark(Path path) throws IOException {
        if (only.isPresent()) {
            FileFacts now = FileFacts.of(path);
            if (now.key().equals(only.get().key()) && now.mode() != only.get().mode()) {
                Files.setAttribute(path, "unix:mode", only.get().mode() & FileFacts.MODE_BITS, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** A folder with the set-group-id bit gives its group to what is made in it. */
    private static int groupFor(Path made, Account owner) throws IOException {
        int folder = (int) Files.getAttribute(made.getParent(), "unix:mode");
        return (folder & FileFacts.SET_GROUP_ID) != 0 ? (int) Files.getAttribute(made, "unix:gid", LinkOption.NOFOLLOW_LINKS)
                : owner.gid();
    }
}
