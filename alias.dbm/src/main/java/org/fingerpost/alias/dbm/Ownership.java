package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Lets a file made from another one be read by those who can read that one. */
final class Ownership {

    private Ownership() {
    }

    /** What is made from a file that is not there lets its owner write and its group read, as with sendmail. */
    static void copy(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r-----"));
            return;
        }
        PosixFileAttributeView source = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (source == null || target == null) {
            return;
        }
        PosixFileAttributes wanted = source.readAttributes();
        PosixFileAttributes made = target.readAttributes();
        // Permissions last: until then nobody but us can read it.
        try {
            if (!made.group().equals(wanted.group())) {
                target.setGroup(wanted.group());
            }
            if (!made.owner().equals(wanted.owner())) {
                target.setOwner(wanted.owner());
            }
        } catch (IOException e) {
            // Only root may give files away. What the group may read is then for our group.
        }
        target.setPermissions(wanted.permissions());
    }
}
