package org.fingerpost.api.unix;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@link FileSafety} says of a file. The reasons are one line each that names the file or folder and its fault.
 *
 * @param file        the file behind all links
 * @param uid         its owner, in whose name its programs are run and its files written
 * @param gid         its group
 * @param objection   why it must not be used at all
 * @param restriction why it may be used, but not the programs and files that it names
 */
public record Judgement(Path file, int uid, int gid, Optional<String> objection, Optional<String> restriction) {
}
