package org.fingerpost.core.alias;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/** Says which files nobody but root and the router's own user can change. Immutable. */
final class TrustedPath {

    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 0022;
    /** In a folder with this bit nobody can exchange what belongs to somebody else. */
    private static final int STICKY = 01000;
    private static final int MODE_BITS = 07777;

    private final Set<Integer> owners;

    private TrustedPath(Set<Integer> owners) {
        this.owners = owners;
    }

    /** @param own a file or folder of the router's own user */
    static TrustedPath of(Path own) throws IOException {
        int uid = (Integer) Files.getAttribute(own, "unix:uid");
        return new TrustedPath(uid == ROOT ? Set.of(ROOT) : Set.of(ROOT, uid));
    }

    /** Looks at the file itself, behind all links, and at all folders that lead to it. */
    boolean holds(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        Path real = file.toRealPath();
        if (!isSafe(real, 0)) {
            return false;
        }
        for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
            if (!isSafe(folder, STICKY)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSafe(Path path, int excuse) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & MODE_BITS;
        return owners.contains((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                && ((mode & WRITABLE_BY_OTHERS) == 0 || (mode & excuse) != 0);
    }
}
