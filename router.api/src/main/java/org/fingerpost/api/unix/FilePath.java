package org.fingerpost.api.unix;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * All that leads to a file, as it was when it was looked at: folders, symbolic links, the file itself.
 *
 * @param steps folders and links in the order in which the system goes through them; each once for each time
 * @param file  at the end of all links
 */
record FilePath(List<Step> steps, Entry file) {

    private static final int MAX_LINKS = 40;

    /**
     * A folder, and what was looked up in it.
     *
     * @param entry a folder, a link, or the file
     */
    record Step(Entry folder, Entry entry) {
    }

    /** What lstat(2) says. */
    record Entry(Path path, int uid, int gid, int mode, int links, Object key, Kind kind) {

        private static final int STICKY = 01000;
        private static final int GROUP_WRITE = 0020;
        private static final int WORLD_WRITE = 0002;

        static Entry of(Path path) throws IOException {
            Map<String, Object> found = Files.readAttributes(path,
                    "unix:uid,gid,mode,nlink,fileKey,isRegularFile,isDirectory,isSymbolicLink", LinkOption.NOFOLLOW_LINKS);
            Kind kind = (boolean) found.get("isSymbolicLink") ? Kind.LINK : (boolean) found.get("isRegularFile") ? Kind.FILE
                    : (boolean) found.get("isDirectory") ? Kind.FOLDER : Kind.OTHER;
            return new Entry(path, (int) found.get("uid"), (int) found.get("gid"), (int) found.get("mode"),
                    (int) found.get("nlink"), found.get("fileKey"), kind);
        }

        boolean isSticky() {
            return (mode & STICKY) != 0;
        }

        boolean isGroupWritable() {
            return (mode & GROUP_WRITE) != 0;
        }

        boolean isWorldWritable() {
            return (mode & WORLD_WRITE) != 0;
        }
    }

    /** What an entry is. */
    enum Kind { FILE, FOLDER, LINK, OTHER }

    /** @throws IOException if something of it is not there, or the links have no end */
    static FilePath of(Path given) throws IOException {
        Path path = given.toAbsolutePath();
        Deque<Path> names = new ArrayDeque<>();
        path.forEach(names::add);
        List<Step> steps = new ArrayList<>();
        Deque<Entry> folders = new ArrayDeque<>();
        folders.push(Entry.of(path.getRoot()));
        int links = 0;
        while (!names.isEmpty()) {
            Path name = names.pop();
            if (name.toString().equals("..")) {
                if (folders.size() > 1) {
                    folders.pop();
                }
            } else if (!name.toString().equals(".") && !name.toString().isEmpty()) {
                Entry folder = folders.element();
                Entry entry = Entry.of(folder.path().resolve(name));
                steps.add(new Step(folder, entry));
                if (entry.kind() == Kind.LINK) {
                    if (++links > MAX_LINKS) {
                        throw new FileSystemLoopException(given.toString());
                    }
                    follow(entry.path(), names, folders);
                } else {
                    folders.push(entry);
                }
            }
        }
        return new FilePath(List.copyOf(steps), folders.element());
    }

    private static void follow(Path link, Deque<Path> names, Deque<Entry> folders) throws IOException {
        Path target = Files.readSymbolicLink(link);
        if (target.isAbsolute()) {
            while (folders.size() > 1) {
                folders.pop();
            }
        }
        List<Path> more = new ArrayList<>();
        target.forEach(more::add);
        for (int i = more.size() - 1; i >= 0; i--) {
            names.push(more.get(i));
        }
    }

    /** Whether the same things are where they were. */
    boolean isStill(FilePath earlier) {
        if (steps.size() != earlier.steps.size() || !file.key().equals(earlier.file.key())) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).entry().key().equals(earlier.steps.get(i).entry().key())) {
                return false;
            }
        }
        return true;
    }
}
