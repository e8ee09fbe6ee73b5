package org.fingerpost.api.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whose files may steer mail, beside root's.
 *
 * @param uid   a user
 * @param group a group that may write as well as that user; empty if none may
 */
public record Trusted(int uid, OptionalInt group) {

    /** Root and nobody else. */
    public static final Trusted ROOT = user(0);

    private static final int GROUP_WRITE = 0020;

    public static Trusted user(int uid) {
        return new Trusted(uid, OptionalInt.empty());
    }

    /**
     * Those who can change the policy itself: the owner of the folder that it is in and, if that is not root and the folder is
     * writable by its group, the group.
     *
     * @throws IOException if the folder is not there
     */
    public static Trusted ofPolicy(Path folder) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(folder, "unix:uid,gid,mode");
        int uid = (int) attributes.get("uid");
        boolean group = uid != 0 && ((int) attributes.get("mode") & GROUP_WRITE) != 0;
        return new Trusted(uid, group ? OptionalInt.of((int) attributes.get("gid")) : OptionalInt.empty());
    }

    boolean has(int user) {
        return user == 0 || user == uid;
    }

    boolean hasGroup(int gid) {
        return group.isPresent() && group.getAsInt() == gid;
    }
}
