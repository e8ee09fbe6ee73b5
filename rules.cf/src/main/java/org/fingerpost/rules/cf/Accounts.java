package org.fingerpost.rules.cf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;

/** Which users and groups there are. */
interface Accounts {

    boolean hasUser(String name);

    boolean hasGroup(String name);

    /** Those of this machine, from wherever it takes them. */
    static Accounts ofMachine() {
        return new Accounts() {

            private final UserPrincipalLookupService service = FileSystems.getDefault().getUserPrincipalLookupService();

            @Override
            public boolean hasUser(String name) {
                try {
                    return service.lookupPrincipalByName(name) != null;
                } catch (IOException e) {
                    return false;
                }
            }

            @Override
            public boolean hasGroup(String name) {
                try {
                    return service.lookupPrincipalByGroupName(name) != null;
                } catch (IOException e) {
                    return false;
                }
            }
        };
    }

    /** Those that the files {@code passwd} and {@code group} in a directory name. */
    static Accounts ofFiles(Path directory) {
        return new Accounts() {
            @Override
            public boolean hasUser(String name) {
                return has("passwd", name);
            }

            @Override
            public boolean hasGroup(String name) {
                return has("group", name);
            }

            private boolean has(String file, String name) {
                try (var lines = Files.lines(directory.resolve(file), StandardCharsets.ISO_8859_1)) {
                    return lines.anyMatch(line -> line.startsWith(name + ":"));
                } catch (IOException e) {
                    return false;
                }
            }
        };
    }
}
