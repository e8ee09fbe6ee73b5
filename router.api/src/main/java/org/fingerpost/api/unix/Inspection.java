package org.fingerpost.api.unix;

import java.util.Optional;

import org.fingerpost.api.unix.FilePath.Entry;
import org.fingerpost.api.unix.FilePath.Kind;
import org.fingerpost.api.unix.FilePath.Step;

/** One file looked at by one {@link FileSafety}. For one thread. */
final class Inspection {

    private final FileSafety safety;
    private final SteeringFile role;
    private final FilePath path;
    private final Trusted who;
    private String restriction;

    Inspection(FileSafety safety, SteeringFile role, FilePath path, Trusted who) {
        this.safety = safety;
        this.role = role;
        this.path = path;
        this.who = who;
    }

    Judgement judgement() {
        Entry file = path.file();
        Optional<String> objection = ofKindAndOwner(file).or(() -> ofMode(file)).or(this::ofSteps).or(() -> ofHardLink(file));
        return new Judgement(file.path(), file.uid(), file.gid(), objection, Optional.ofNullable(restriction));
    }

    /** The same of a folder and its entries to be. */
    Optional<String> ofFolder() {
        Entry folder = path.file();
        return folder.kind() != Kind.FOLDER ? fault(folder, "not a directory")
                : ofSteps().or(() -> unsafe(new Step(folder, folder)));
    }

    private Optional<String> ofKindAndOwner(Entry file) {
        if (file.kind() != Kind.FILE) {
            return fault(file, "not a regular file");
        }
        return role.mayBelongToAnybody() || who.has(file.uid()) ? Optional.empty() : fault(file, "owned by user " + file.uid());
    }

    private Optional<String> ofMode(Entry file) {
        if (file.isWorldWritable()) {
            String fault = file.path() + ": world-writable file";
            restrict(fault);
            return safety.has(role.worldWritable()) ? Optional.empty() : Optional.of(fault);
        }
        if (file.isGroupWritable() && !who.hasGroup(file.gid())) {
            String fault = file.path() + ": group-writable file";
            if (!isExcused(role.groupWritableSafe())) {
                restrict(fault);
            }
            return safety.has(role.groupWritable()) ? Optional.empty() : Optional.of(fault);
        }
        return Optional.empty();
    }

    private Optional<String> ofSteps() {
        for (Step step : path.steps()) {
            Optional<String> unsafe = unsafe(step);
            if (unsafe.isPresent()) {
                if (step.entry().kind() == Kind.LINK && !safety.has(role.linked())) {
                    return fault(step.entry(), "symbolic link in a writable directory");
                }
                if (!isExcused(role.unsafePathSafe())) {
                    restrict(unsafe.get());
                }
                if (!isPathExcused(step.folder())) {
                    return unsafe;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isPathExcused(Entry folder) {
        boolean groupOnly = isTrusted(folder.uid()) && !folder.isWorldWritable();
        return safety.has(role.unsafePath()) || groupOnly && isExcused(role.groupWritablePath());
    }

    /** Why somebody else could put another entry into the place of this one. */
    private Optional<String> unsafe(Step step) {
        Entry folder = step.folder();
        if (!isTrusted(folder.uid())) {
            return fault(folder, "directory owned by user " + folder.uid());
        }
        boolean group = folder.isGroupWritable() && !safety.has(Excuse.GROUP_WRITABLE_DIR_PATH_SAFE)
                && !who.hasGroup(folder.gid());
        if (!group && !folder.isWorldWritable() || isKeptBySticky(step)) {
            return Optional.empty();
        }
        return fault(folder, folder.isWorldWritable() ? "world-writable directory" : "group-writable directory");
    }

    private boolean isKeptBySticky(Step step) {
        return step.folder().isSticky() && step.folder() != step.entry() && isTrusted(step.entry().uid())
                && (step.entry().kind() == Kind.FOLDER || safety.has(Excuse.TRUST_STICKY_BIT));
    }

    /** A second name in a folder that others can write may be theirs: a file of the right owner, but not meant for this. */
    private Optional<String> ofHardLink(Entry file) {
        if (file.links() < 2 || path.steps().isEmpty() || safety.has(role.linked())) {
            return Optional.empty();
        }
        Entry folder = path.steps().get(path.steps().size() - 1).folder();
        boolean writable = folder.isWorldWritable() || folder.isGroupWritable() || !isTrusted(folder.uid());
        return writable ? fault(file, "hard link in a writable directory") : Optional.empty();
    }

    private boolean isTrusted(int uid) {
        return who.has(uid) || role.mayBelongToAnybody() && uid == path.file().uid();
    }

    private boolean isExcused(Optional<Excuse> excuse) {
        return excuse.isPresent() && safety.has(excuse.get());
    }

    private void restrict(String fault) {
        if (role.isOfUsers() && restriction == null) {
            restriction = fault;
        }
    }

    private static Optional<String> fault(Entry entry, String what) {
        return Optional.of(entry.path() + ": " + what);
    }
}
