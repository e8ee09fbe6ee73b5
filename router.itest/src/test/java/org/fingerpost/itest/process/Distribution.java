package org.fingerpost.itest.process;

import java.nio.file.Path;

/** Where the assembled distribution is. */
public final class Distribution {

    private Distribution() {
    }

    public static Path home() {
        String home = System.getProperty("fingerpost.home");
        if (home == null) {
            throw new IllegalStateException("system property fingerpost.home: the path of distribution/target/fingerpost is expected");
        }
        return Path.of(home).toAbsolutePath().normalize();
    }
}
