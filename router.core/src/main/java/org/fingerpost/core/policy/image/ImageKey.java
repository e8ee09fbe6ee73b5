package org.fingerpost.core.policy.image;

import java.nio.file.Path;

/**
 * What an image must agree with, besides the contents of the files.
 *
 * @param file      the policy's file
 * @param directory that relative names in it count from
 * @param program   which program read it: its versions, and whatever else a reading depends on
 */
public record ImageKey(Path file, Path directory, String program) {
}
