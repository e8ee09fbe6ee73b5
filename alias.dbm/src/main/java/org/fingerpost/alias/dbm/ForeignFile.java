package org.fingerpost.alias.dbm;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Tells files of other programs: a machine that changes over from sendmail has its databases under the same names. */
final class ForeignFile {

    /** What stands at offset 12 of a hash or btree database of Berkeley DB, in either order of octets. */
    private static final Set<Integer> MAGIC = Set.of(0x061561, 0x61150600, 0x053162, 0x62310500);
    private static final int OFFSET = 12;

    private ForeignFile() {
    }

    static boolean isBerkeleyDb(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(OFFSET);
            return MAGIC.contains(in.readInt());
        } catch (IOException e) {
            return false; // too short, or not to be read: then nobody else can be reading it either
        }
    }
}
