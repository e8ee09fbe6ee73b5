package org.fingerpost.api.table;

import java.io.IOException;
import java.nio.file.Path;

import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.api.unix.SteeringFile;
import org.fingerpost.api.unix.Trusted;
import org.fingerpost.api.unix.UnsafeFileException;

/**
 * A table as the policy declares it (the {@code K} line of sendmail.cf: {@code Kname type arguments}).
 *
 * @param name      of the table
 * @param type      of the table, {@code text}, {@code hash} …
 * @param arguments the rest of the line: flags and file, as the type understands them; may be empty
 * @param directory relative file names count from here
 * @param safety    what files must be like that the table reads
 */
public record TableDeclaration(String name, String type, String arguments, Path directory, FileSafety safety) {

    /** The type of a declaration that makes no sense, in a policy with errors that somebody looks at nevertheless. */
    public static final String SENSELESS = "";

    /** One for whose files the strictest rules count. */
    public TableDeclaration(String name, String type, String arguments, Path directory) {
        this(name, type, arguments, directory, FileSafety.STRICT);
    }

    /**
     * Returns if the table may read this file: asked before it is opened, and again when it has been read.
     *
     * @param role what kind of file it is: {@link SteeringFile#ALIASES} or {@link SteeringFile#MAP}
     * @throws UnsafeFileException if it must not be read, by {@link #safety}; it may be root's or whose the policy is
     * @throws IOException         if that cannot be said, because the file is not there, say
     */
    public void requireSafe(SteeringFile role, Path file) throws IOException {
        safety.require(role, file, Trusted.ofPolicy(directory));
    }

    /** The same with other arguments. */
    public TableDeclaration withArguments(String other) {
        return new TableDeclaration(name, type, other, directory, safety);
    }

    /** The same with other rules for files. */
    public TableDeclaration withSafety(FileSafety other) {
        return new TableDeclaration(name, type, arguments, directory, other);
    }
}
