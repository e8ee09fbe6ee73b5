package org.fingerpost.api.unix;

import static org.fingerpost.api.unix.Excuse.CLASS_FILE_IN_UNSAFE_DIR_PATH;
import static org.fingerpost.api.unix.Excuse.ERROR_HEADER_IN_UNSAFE_DIR_PATH;
import static org.fingerpost.api.unix.Excuse.HELP_FILE_IN_UNSAFE_DIR_PATH;
import static org.fingerpost.api.unix.Excuse.MAP_IN_UNSAFE_DIR_PATH;

import java.util.Optional;

/** Kinds of files that decide who gets mail and what is run for it, and what excuses the faults of each. */
public enum SteeringFile {

    ALIASES(Excuse.GROUP_WRITABLE_ALIAS_FILE, Excuse.WORLD_WRITABLE_ALIAS_FILE, MAP_IN_UNSAFE_DIR_PATH,
            Excuse.LINKED_ALIAS_FILE_IN_WRITABLE_DIR),
    MAP(MAP_IN_UNSAFE_DIR_PATH, MAP_IN_UNSAFE_DIR_PATH, MAP_IN_UNSAFE_DIR_PATH, Excuse.LINKED_MAP_IN_WRITABLE_DIR),
    CLASS(CLASS_FILE_IN_UNSAFE_DIR_PATH, CLASS_FILE_IN_UNSAFE_DIR_PATH, CLASS_FILE_IN_UNSAFE_DIR_PATH,
            Excuse.LINKED_CLASS_FILE_IN_WRITABLE_DIR),
    HELP(HELP_FILE_IN_UNSAFE_DIR_PATH, HELP_FILE_IN_UNSAFE_DIR_PATH, HELP_FILE_IN_UNSAFE_DIR_PATH, HELP_FILE_IN_UNSAFE_DIR_PATH),
    ERROR_HEADER(ERROR_HEADER_IN_UNSAFE_DIR_PATH, ERROR_HEADER_IN_UNSAFE_DIR_PATH, ERROR_HEADER_IN_UNSAFE_DIR_PATH,
            ERROR_HEADER_IN_UNSAFE_DIR_PATH),
    SERVICE_SWITCH(MAP_IN_UNSAFE_DIR_PATH, MAP_IN_UNSAFE_DIR_PATH, MAP_IN_UNSAFE_DIR_PATH,
            Excuse.LINKED_SERVICE_SWITCH_FILE_IN_WRITABLE_DIR),
    /** A {@code .forward}. */
    FORWARD(Excuse.GROUP_WRITABLE_FORWARD_FILE, Excuse.WORLD_WRITABLE_FORWARD_FILE, Excuse.FORWARD_FILE_IN_UNSAFE_DIR_PATH,
            Excuse.LINKED_FORWARD_FILE_IN_WRITABLE_DIR),
    /** What {@code :include:} names. It may be any user's: what it names is done in that user's name. */
    INCLUSION(Excuse.GROUP_WRITABLE_INCLUDE_FILE, Excuse.WORLD_WRITABLE_INCLUDE_FILE, Excuse.INCLUDE_FILE_IN_UNSAFE_DIR_PATH,
            Excuse.LINKED_INCLUDE_FILE_IN_WRITABLE_DIR),
    /** A program that mail is given to. */
    PROGRAM(Excuse.RUN_WRITABLE_PROGRAM, Excuse.RUN_WRITABLE_PROGRAM, Excuse.RUN_PROGRAM_IN_UNSAFE_DIR_PATH,
            Excuse.RUN_PROGRAM_IN_UNSAFE_DIR_PATH);

    private final Excuse groupWritable;
    private final Excuse worldWritable;
    private final Excuse unsafePath;
    private final Excuse linked;

    SteeringFile(Excuse groupWritable, Excuse worldWritable, Excuse unsafePath, Excuse linked) {
        this.groupWritable = groupWritable;
        this.worldWritable = worldWritable;
        this.unsafePath = unsafePath;
        this.linked = linked;
    }

    Excuse groupWritable() {
        return groupWritable;
    }

    Excuse worldWritable() {
        return worldWritable;
    }

    /** Of folders on the path that others can write. */
    Excuse unsafePath() {
        return unsafePath;
    }

    /** Of links in such folders. */
    Excuse linked() {
        return linked;
    }

    /** Of folders on the path that no more than their group can write. */
    Optional<Excuse> groupWritablePath() {
        return switch (this) {
            case FORWARD -> Optional.of(Excuse.FORWARD_FILE_IN_GROUP_WRITABLE_DIR_PATH);
            case INCLUSION -> Optional.of(Excuse.INCLUDE_FILE_IN_GROUP_WRITABLE_DIR_PATH);
            default -> Optional.empty();
        };
    }

    /** What makes the programs and files of a file good that its group can write; empty if nothing does. */
    Optional<Excuse> groupWritableSafe() {
        return switch (this) {
            case FORWARD -> Optional.of(Excuse.GROUP_WRITABLE_FORWARD_FILE_SAFE);
            case INCLUSION -> Optional.of(Excuse.GROUP_WRITABLE_INCLUDE_FILE_SAFE);
            default -> Optional.empty();
        };
    }

    /** What makes the programs and files of a file good on whose path others can write. */
    Optional<Excuse> unsafePathSafe() {
        return switch (this) {
            case FORWARD -> Optional.of(Excuse.FORWARD_FILE_IN_UNSAFE_DIR_PATH_SAFE);
            case INCLUSION -> Optional.of(Excuse.INCLUDE_FILE_IN_UNSAFE_DIR_PATH_SAFE);
            default -> Optional.empty();
        };
    }

    /** Whether it may name programs and files for its owner, who is no more than a user. */
    boolean isOfUsers() {
        return this == FORWARD || this == INCLUSION;
    }

    boolean mayBelongToAnybody() {
        return this == INCLUSION;
    }
}
