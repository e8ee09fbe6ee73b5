package org.fingerpost.core.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.fingerpost.api.unix.Account;
import org.fingerpost.core.services.TestUsers;

/** Users with homes in a folder, and a router that may be all of them, or only itself. */
public final class Household extends TestUsers {

    private final Path folder;
    private final int uid;
    private int users;

    /** All users' files belong to whoever runs the test. */
    public Household(Path folder) throws IOException {
        super(true);
        this.folder = folder;
        this.uid = (Integer) Files.getAttribute(folder, "unix:uid");
    }

    public Path add(String user, String shell) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home").resolve(user));
        with(new Account(user, uid == 0 ? 5000 + users++ : uid, 100, "", home.toString(), shell));
        return home;
    }
}
