package org.fingerpost.launcher;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of one instance. {@link #make} adds what is missing and changes nothing that is there, neither content nor mode: an
 * administrator who empties a file of {@code etc/} or tightens a folder finds it so after the next start.
 */
record InstanceFolder(Path base) {

    /** Folders with their modes, parents first. */
    private static final Map<String, Integer> FOLDERS = new LinkedHashMap<>();

    static {
        FOLDERS.put("", 0755);
        FOLDERS.put("etc", 0755);
        FOLDERS.put("deploy", 0755);
        FOLDERS.put("run", 0755);
        FOLDERS.put("var", 0755);
        FOLDERS.put("var/cache", 0700);
        FOLDERS.put("var/log", 0750);
        FOLDERS.put("var/mail", 0755);
        // Passable, so that everybody reaches drop/, where the sendmail command leaves mail while the router is down:
        // anybody may add there, nobody may list it or touch what others left.
        FOLDERS.put("var/spool", 0711);
        FOLDERS.put("var/spool/drop", 01733);
    }

    Path etc() {
        return base.resolve("etc");
    }

    Path deploy() {
        return base.resolve("deploy");
    }

    Path cache() {
        return base.resolve("var/cache");
    }

    Path run() {
        return base.resolve("run");
    }

    /**
     * Makes the folders and copies the files of {@code defaults} that this instance lacks.
     *
     * @return the files copied, relative to the base
     * @throws StartRefused if something cannot be made: which and why
     */
    List<Path> make(Path defaults) throws StartRefused {
        try {
            for (Map.Entry<String, Integer> folder : FOLDERS.entrySet()) {
                makeFolder(base.resolve(folder.getKey()), folder.getValue());
            }
            return copyMissing(defaults);
        } catch (IOException e) {
            throw new StartRefused(ExitStatus.CANNOT_CREATE, "cannot make the instance " + base + ": " + e);
        }
    }

    private static void makeFolder(Path folder, int mode) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setAttribute(folder, "unix:mode", mode); // the mode of a mkdir is cut by the umask and has no sticky bit
        }
    }

    private List<Path> copyMissing(Path defaults) throws IOException {
        List<Path> copied = new ArrayList<>();
        for (Path file : Installation.files(defaults, "")) {
            Path copy = etc().resolve(file.getFileName());
            if (Files.isRegularFile(file) && copyIfMissing(file, copy)) {
                copied.add(base.relativize(copy));
            }
        }
        return copied;
    }

    private static boolean copyIfMissing(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy); // never follows a link into something that is there, never replaces
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }
}
