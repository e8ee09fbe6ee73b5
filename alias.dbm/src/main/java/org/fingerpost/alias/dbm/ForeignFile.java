package org.fingerpost.alias.dbm;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Tells files of other programs: a machine that changes over from sendmail has its databases under the same names. */
final class ForeignFile {

    /** What stands at offset 12 of a hash or btree database of Berkeley DB, in either order of octets. */
    private static final Set<Integer> BERKELEY = Set.of(0x061561, 0x61150600, 0x053162, 0x62310500);
    private static final int BERKELEY_OFFSET = 12;
    /** What a database of GDBM begins with. */
    private static final Set<Integer> GDBM =
            Set.of(0x13579acd, 0xcd9a5713, 0x13579ace, 0xce9a5713, 0x13579acf, 0xcf9a5713, 0x13579ad0, 0xd09a5713);

    private ForeignFile() {
    }

    /** What it is; empty if it is none of these. */
    static Optional<String> kind(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            if (GDBM.contains(in.readInt())) {
                return Optional.of("GDBM database");
            }
            in.skipNBytes(BERKELEY_OFFSET - Integer.BYTES);
            return BERKELEY.contains(in.readInt()) ? Optional.of("Berkeley DB") : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // too short, or not to be read: then nobody else can be reading it either
        }
    }
}
