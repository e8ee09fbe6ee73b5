package org.fingerpost.user.posix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The system's own programs, found by absolute paths where only its administrator installs some. */
record SystemTools(Optional<Path> setpriv, Optional<Path> runuser, Optional<Path> prlimit) {

    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    static SystemTools find() {
        return new SystemTools(find("setpriv"), find("runuser"), find("prlimit"));
    }

    private static Optional<Path> find(String name) {
        return FOLDERS.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
    }
}
