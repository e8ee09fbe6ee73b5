package org.fingerpost.table.passwd;

import java.io.IOException;
import java.util.Optional;

/** The accounts of the machine, of the file and of the name service. Any thread. */
final class Users {

    private final PasswdFile file;
    private final Optional<NameService> service;
    private final Recent recent;

    /** @param service empty if only the file is to be asked */
    Users(PasswdFile file, Optional<NameService> service, Recent recent) {
        this.file = file;
        this.service = service;
        this.recent = recent;
    }

    /**
     * Null if there is no such account.
     *
     * @throws IOException if that cannot be said now
     */
    Account find(String name) throws IOException {
        if (!LoginName.isValid(name)) {
            return null;
        }
        Account account = file.find(name);
        return account != null || service.isEmpty() ? account : ask(name);
    }

    private Account ask(String name) throws IOException {
        Optional<Account> known = recent.get(name);
        if (known == null) {
            known = Optional.ofNullable(service.get().find(name));
            recent.put(name, known);
        }
        return known.orElse(null);
    }
}
