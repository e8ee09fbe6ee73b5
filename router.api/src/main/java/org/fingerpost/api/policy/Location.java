package org.fingerpost.api.policy;

import java.nio.file.Path;

/**
 * A place in a file of the policy.
 *
 * @param file   as it was named to the reader
 * @param line   from 1; 0 for the file as a whole; for what continuation lines make long, the first of them
 * @param column from 1; 0 for the line as a whole
 */
public record Location(Path file, int line, int column) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (column > 0 ? ":" + column : "");
    }
}
