package org.fingerpost.api.policy;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads files of one format into a policy. Register it as a service with {@link PolicyFormat}.
 */
@ConsumerType
public interface PolicyReader {

    /**
     * Reads {@code file} and what it includes. All errors are found, not only the first. No side effects; any thread.
     *
     * @param directory that relative file names in the policy count from
     */
    Reading read(Path file, Path directory);

    /**
     * What a reading depends on besides the files that it names as its sources, such as the name of this machine. While it is the
     * same, and the files are, a reading need not be done again.
     */
    default String surroundings() {
        return "";
    }
}
