package org.fingerpost.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The read-only folder with {@code bundle/} and {@code etc/}: what the build leaves and packages install. */
record Installation(Path home) {

    /** The system property that {@code bin/fingerpost} names it by. */
    static final String PROPERTY = "fingerpost.home";

    /** @throws StartRefused if the property is not set or names no installation */
    static Installation at(String home) throws StartRefused {
        if (home == null || home.isBlank()) {
            throw new StartRefused(ExitStatus.SOFTWARE, "the system property " + PROPERTY
                    + " is not set: start with bin/fingerpost");
        }
        Installation installation = new Installation(Path.of(home).toAbsolutePath().normalize());
        if (!Files.isDirectory(installation.bundles()) || !Files.isDirectory(installation.etc())) {
            throw new StartRefused(ExitStatus.SOFTWARE, installation.home + " is no installation: bundle/ or etc/ is missing");
        }
        return installation;
    }

    /** Its sub-folders are start levels. */
    Path bundles() {
        return home.resolve("bundle");
    }

    /** The configuration that a new instance begins with. */
    Path etc() {
        return home.resolve("etc");
    }

    /** The files of a folder with this ending, by name; none if there is no such folder. */
    static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
        }
    }
}
