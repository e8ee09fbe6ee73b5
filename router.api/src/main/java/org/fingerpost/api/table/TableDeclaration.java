package org.fingerpost.api.table;

import java.nio.file.Path;

import org.fingerpost.api.unix.FileSafety;

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
}
