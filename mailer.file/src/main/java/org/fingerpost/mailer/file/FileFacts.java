package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** What lstat(2) says of a file. */
record FileFacts(Object key, boolean isRegular, int links, int mode, int uid, int gid) {

    static final int SET_USER_ID = 04000;
    static final int SET_GROUP_ID = 02000;
    static final int MODE_BITS = 07777;

    private static final int ANY_EXECUTE_BIT = 0111;
    private static final int GROUP_WRITE = 0020;

    static FileFacts of(Path path) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, "unix:fileKey,isRegularFile,nlink,mode,uid,gid",
                LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(found.get("fileKey"), (boolean) found.get("isRegularFile"), (int) found.get("nlink"),
                (int) found.get("mode"), (int) found.get("uid"), (int) found.get("gid"));
    }

    boolean isExecutable() {
        return (mode & ANY_EXECUTE_BIT) != 0;
    }

    boolean isGroupWritable() {
        return (mode & GROUP_WRITE) != 0;
    }

    boolean has(int bit) {
        return (mode & bit) != 0;
    }
}
