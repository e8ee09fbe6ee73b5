package org.fingerpost.api.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a file that steers mail can be changed only by those who may: whoever can write it, or exchange it, decides who
 * gets mail and which programs run. Immutable; any thread.
 *
 * @param excuses what the operator lets pass: words of the option {@code DontBlameSendmail}, in small letters
 */
public record FileSafety(Set<String> excuses) {

    /** Nothing is let pass. */
    public static final FileSafety STRICT = new FileSafety(Set.of());

    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 0022;
    /** In a folder with this bit nobody can exchange what belongs to somebody else. */
    private static final int STICKY = 01000;
    private static final int MODE_BITS = 07777;

    public FileSafety {
        excuses = Set.copyOf(excuses);
    }

    /**
     * Why the file must not be trusted: one line that names the file or folder and what is wrong with it; empty if it may be.
     * Looks at the file itself, behind all links, and at all folders that lead to it.
     *
     * @param owner the user whose file it may be beside root, a number
     * @throws IOException if that cannot be said, because the file is not there, say
     */
    public Optional<String> objection(Path file, int owner) throws IOException {
        Path real = file.toRealPath();
        Optional<String> objection = objection(real, owner, 0);
        for (Path folder = real.getParent(); folder != null && objection.isEmpty(); folder = folder.getParent()) {
            objection = objection(folder, owner, STICKY);
        }
        return objection;
    }

    private static Optional<String> objection(Path path, int owner, int excuse) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & MODE_BITS;
        int uid = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (uid != ROOT && uid != owner) {
            return Optional.of(path + " belongs to user " + uid);
        }
        return (mode & WRITABLE_BY_OTHERS) == 0 || (mode & excuse) != 0 ? Optional.empty()
                : Optional.of(path + " can be written by others");
    }
}
